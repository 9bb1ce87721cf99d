"""PyTorch's side of the comparison: repeats a step, prints the median wall time and the mean CPU time in milliseconds and
the most memory that the process held in megabytes.

The networks are those of org.fogward.models.architecture (MobileNetV2Layers, SignalLayers.motion), run eagerly.
"""

import argparse
import resource
import statistics
import time

import torch
from torch import nn
from torch.nn import functional

CLASSES = 5
WINDOW = (128, 9)


def scaled(base, width):
    """The nearest multiple of 8, at least 8, and not under nine tenths of what was asked for."""
    nearest = max(8, int(base * width + 4) // 8 * 8)
    return nearest + 8 if nearest < 0.9 * base * width else nearest


def norm(channels):
    return nn.BatchNorm2d(channels, eps=1e-3, momentum=0.1)


def convolution(inputs, outputs, kernel, stride=1, groups=1):
    size = kernel if isinstance(kernel, tuple) else (kernel, kernel)
    border = (size[0] // 2, size[1] // 2)
    return [nn.Conv2d(inputs, outputs, size, stride, border, groups=groups, bias=False), norm(outputs)]


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        layers = []
        if expansion > 1:
            layers += convolution(inputs, hidden, 1) + [nn.ReLU6(inplace=True)]
        layers += convolution(hidden, hidden, 3, stride, hidden) + [nn.ReLU6(inplace=True)]
        layers += convolution(hidden, outputs, 1)
        self.layers = nn.Sequential(*layers)
        self.shortcut = stride == 1 and inputs == outputs

    def forward(self, images):
        result = self.layers(images)
        return images + result if self.shortcut else result


class MobileNetV2(nn.Module):
    STAGES = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]

    def __init__(self, width):
        super().__init__()
        channels = scaled(32, width)
        layers = convolution(1, channels, 3, 2) + [nn.ReLU6(inplace=True)]
        for expansion, base, repeats, stride in self.STAGES:
            for repeat in range(repeats):
                outputs = scaled(base, width)
                layers.append(InvertedResidual(channels, outputs, stride if repeat == 0 else 1, expansion))
                channels = outputs
        last = max(1280, scaled(1280, width))
        layers += convolution(channels, last, 1) + [nn.ReLU6(inplace=True)]
        self.layers = nn.Sequential(*layers)
        self.output = nn.Linear(last, CLASSES)

    def forward(self, images):
        return self.output(self.layers(images).mean((2, 3)))


class Motion(nn.Module):
    """Windows as images of one row; the logarithm of each channel's variance comes in as a feature."""

    def __init__(self, width):
        super().__init__()
        channels = WINDOW[1]
        layers = [norm(channels)]
        for base, kernel, pools in [(32, 5, True), (64, 5, True), (64, 3, False)]:
            outputs = scaled(base, width)
            layers += convolution(channels, outputs, (1, kernel)) + [nn.ReLU(inplace=True)]
            if pools:
                layers.append(nn.MaxPool2d((1, 2), ceil_mode=True))
            channels = outputs
        hidden = scaled(64, width)
        self.layers = nn.Sequential(*layers)
        self.head = nn.Sequential(
            nn.BatchNorm1d(channels + WINDOW[1], eps=1e-3),
            nn.Linear(channels + WINDOW[1], hidden, bias=False),
            nn.BatchNorm1d(hidden, eps=1e-3),
            nn.ReLU(inplace=True),
            nn.Linear(hidden, CLASSES),
        )

    def forward(self, windows, features):
        return self.head(torch.cat((self.layers(windows).mean((2, 3)), features), 1))


def repeat(step, seconds):
    times = []
    start = last = time.perf_counter()
    while last - start < seconds:
        step()
        now = time.perf_counter()
        times.append((now - last) * 1e3)
        last = now
    return times


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", choices=["mobilenet", "motion"])
    parser.add_argument("task", choices=["train", "predict"])
    parser.add_argument("width", type=float)
    parser.add_argument("pixels", type=int, help="not read for motion")
    parser.add_argument("batch", type=int)
    parser.add_argument("threads", type=int)
    parser.add_argument("warmup", type=float, help="seconds")
    parser.add_argument("seconds", type=float)
    parser.add_argument("--layout", choices=["channels_last", "contiguous"], default="channels_last")
    return parser.parse_args()


def main():
    options = parse()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    layout = torch.channels_last if options.layout == "channels_last" else torch.contiguous_format
    if options.model == "mobilenet":
        network = MobileNetV2(options.width)
        inputs = [torch.randn(options.batch, 1, options.pixels, options.pixels)]
    else:
        network = Motion(options.width)
        inputs = [
            torch.randn(options.batch, WINDOW[1], 1, WINDOW[0]),
            torch.randn(options.batch, WINDOW[1]),
        ]
    network = network.to(memory_format=layout)
    inputs[0] = inputs[0].contiguous(memory_format=layout)
    labels = torch.arange(options.batch) % CLASSES
    descent = torch.optim.SGD(network.parameters(), lr=0.001, momentum=0.9)

    def train():
        descent.zero_grad(set_to_none=True)
        functional.cross_entropy(network(*inputs), labels).backward()
        descent.step()

    def predict():
        with torch.inference_mode():
            functional.softmax(network(*inputs), 1)

    network.train(options.task == "train")
    step = train if options.task == "train" else predict
    repeat(step, options.warmup)
    before = time.process_time()
    times = repeat(step, options.seconds)
    cpu = (time.process_time() - before) * 1e3 / len(times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{statistics.median(times):.4f} {cpu:.4f} {peak:.0f}")


if __name__ == "__main__":
    main()
