package org.fogward.sim.fleet;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;
import org.fogward.sim.device.DeviceKey;
import org.fogward.sim.device.Replay;
import org.fogward.sim.device.SimulatedDevice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fogward sim devices}: replays a share of a data folder against a running gateway. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Replays data to a running gateway as a device would send it. Sending again is harmless.")
public final class DevicesCommand implements Callable<Integer> {
    @Option(names = "--gateway", required = true, paramLabel = "URI", description = "coaps://host:port")
    private URI gateway;

    @Option(
            names = "--identity",
            required = true,
            description = "The device's identity in the gateway's configuration.")
    private String identity;

    @Option(names = "--key", required = true, description = "The device's key there.")
    private String key;

    @Option(names = "--shares", defaultValue = "1", description = "Into how many shares the data is dealt.")
    private int shares;

    @Option(names = "--share", defaultValue = "1", description = "Which of the shares to send, from 1.")
    private int share;

    @Option(names = "--patience", defaultValue = "60", description = "Seconds to try an unreachable gateway again.")
    private int patience;

    @Mixin
    private DataFolder data;

    @Spec
    private CommandSpec spec;

    /** Hands everything in and says how much that was. */
    @Override
    public Integer call() throws Exception {
        Dataset dataset;
        Replay replay;
        DeviceKey credential;
        try {
            dataset = data.read(shares);
            replay = new Replay(share(dataset), Duration.ofSeconds(patience));
            credential = new DeviceKey(identity, key.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        try (SimulatedDevice device = SimulatedDevice.producing(dataset, gateway, credential)) {
            replay.run(device);
        } finally {
            spec.commandLine().getOut().println(replay.delivered() + " samples handed in to " + gateway);
        }
        return spec.exitCodeOnSuccess();
    }

    private List<Sample> share(Dataset dataset) {
        if (share < 1 || share > shares) {
            throw new IllegalArgumentException("--share: not within 1.." + shares);
        }
        return data.deal(dataset, shares).get(share - 1);
    }
}
