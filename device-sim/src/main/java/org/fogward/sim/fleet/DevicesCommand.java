package org.fogward.sim.fleet;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.models.data.Dataset;
import org.fogward.models.data.Sample;
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
    @Option(names = "--gateway", paramLabel = "URI", description = "coaps://host:port; not needed with a link.")
    private URI gateway;

    @Option(
            names = "--identity",
            paramLabel = "NAME",
            description = "The device's name at the gateway; not needed with a link, or what --keep holds.")
    private String identity;

    @Option(names = "--key", description = "The device's pre-shared key there.")
    private String key;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "The one-time code that the gateway gave, or its link (fogward-device:…).")
    private String code;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Keeps the device's key and certificate there, so that it enrols once. Default: in memory.")
    private Path keep;

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
        DeviceOptions options = new DeviceOptions(
                Optional.ofNullable(gateway),
                Optional.ofNullable(identity),
                Optional.ofNullable(key),
                Optional.ofNullable(code),
                Optional.ofNullable(keep));
        DeviceOptions.Access access;
        try {
            dataset = data.read(shares);
            replay = new Replay(share(dataset), Duration.ofSeconds(patience));
            access = options.access(Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        try (SimulatedDevice device = SimulatedDevice.producing(dataset, access.gateway(), access.proof())) {
            replay.run(device);
        } finally {
            spec.commandLine().getOut().println(replay.delivered() + " samples handed in to " + access.gateway());
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
