"""MobileNetV2 under torchvision's module names, with safetensors files written and read by hand.

mobilenet_v2.py create WIDTH CLASSES WEIGHTS INPUT LOGITS   random weights and statistics, a random input of 96 x 96 x 3
mobilenet_v2.py predict WIDTH CLASSES WEIGHTS INPUT LOGITS  the logits of given weights and input

INPUT is little-endian float32, examples one after the other, channels last; LOGITS likewise, row by row.
"""

import json
import struct
import sys

import numpy
import torch
from torch import nn

PIXELS = 96
EXAMPLES = 4


def divisible(value):
    nearest = max(8, int(value + 4) // 8 * 8)
    return nearest + 8 if nearest < 0.9 * value else nearest


def convolution(inputs, outputs, kernel=3, stride=1, groups=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, (kernel - 1) // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU6(),
    )


class InvertedResidual(nn.Module):
    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        hidden = inputs * expansion
        layers = [convolution(inputs, hidden, kernel=1)] if expansion > 1 else []
        layers += [
            convolution(hidden, hidden, stride=stride, groups=hidden),
            nn.Conv2d(hidden, outputs, 1, bias=False),
            nn.BatchNorm2d(outputs),
        ]
        self.conv = nn.Sequential(*layers)
        self.shortcut = stride == 1 and inputs == outputs

    def forward(self, x):
        return x + self.conv(x) if self.shortcut else self.conv(x)


class MobileNetV2(nn.Module):
    def __init__(self, width, classes):
        super().__init__()
        channels = divisible(32 * width)
        features = [convolution(3, channels, stride=2)]
        rows = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
        for expansion, base, repeats, first in rows:
            for repeat in range(repeats):
                outputs = divisible(base * width)
                features.append(InvertedResidual(channels, outputs, first if repeat == 0 else 1, expansion))
                channels = outputs
        last = divisible(1280 * max(1.0, width))
        features.append(convolution(channels, last, kernel=1))
        self.features = nn.Sequential(*features)
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(last, classes))

    def forward(self, x):
        return self.classifier(self.features(x).mean([2, 3]))


def vary(network, examples):
    """Weights small enough for the epsilon to matter, and statistics near those of the examples, as training leaves them."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.3, 0.7)
            module.momentum = None
        elif isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight)
            module.weight.mul_(0.03)
    network.train()
    network(examples)
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.add_(module.running_var.sqrt() * torch.empty_like(module.running_mean).uniform_(-0.2, 0.2))
            module.running_var.mul_(torch.empty_like(module.running_var).uniform_(0.8, 1.6))


def tensor(path):
    values = numpy.fromfile(path, dtype="<f4").reshape(-1, PIXELS, PIXELS, 3)
    return torch.from_numpy(values).permute(0, 3, 1, 2).contiguous()


def write(path, state):
    header, blobs, at = {"__metadata__": {"format": "pt"}}, [], 0
    for name, tensor in state.items():
        blob = tensor.contiguous().numpy().tobytes()
        kind = {torch.float32: "F32", torch.int64: "I64"}[tensor.dtype]
        header[name] = {"dtype": kind, "shape": list(tensor.shape), "data_offsets": [at, at + len(blob)]}
        blobs.append(blob)
        at += len(blob)
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def read(path):
    with open(path, "rb") as file:
        data = file.read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    header.pop("__metadata__", None)
    state = {}
    for name, entry in header.items():
        if entry["dtype"] != "F32":
            continue
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        values = numpy.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"])
        state[name] = torch.from_numpy(values.copy())
    return state


def main():
    task, width, classes, weights, examples, logits = sys.argv[1:]
    torch.manual_seed(1)
    torch.set_num_threads(1)
    network = MobileNetV2(float(width), int(classes))
    with torch.no_grad():
        if task == "create":
            numpy.random.RandomState(2).randn(EXAMPLES, PIXELS, PIXELS, 3).astype("<f4").tofile(examples)
            vary(network, tensor(examples))
            write(weights, network.state_dict())
        else:
            missing, surplus = network.load_state_dict(read(weights), strict=False)
            left = [name for name in missing if not name.endswith("num_batches_tracked")] + surplus
            if left:
                sys.exit(f"not in both: {left}")
        network.eval()
        network(tensor(examples)).numpy().astype("<f4").tofile(logits)


main()
