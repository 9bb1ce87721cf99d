package org.fogward.fog;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fogward.fog.authority.EnrolledGateways;
import org.fogward.fog.broker.MosquittoAccess;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.round.Database;
import org.fogward.fog.tls.Authority;
import org.fogward.fog.tls.BrokerFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes what an outside Mosquitto needs to know gateways by their certificates. */
@Command(
        name = "mosquitto",
        description =
                "Writes settings, access list, trusted certificates and revocation list for Eclipse Mosquitto. To be done again,"
                        + " and the broker told (SIGHUP, or a restart), when a gateway was invited again.",
        mixinStandardHelpOptions = true)
final class MosquittoCommand implements Callable<Integer> {

    private static final int PORT = 8883;

    @ParentCommand
    private Main.Fog fog;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
    private Path out;

    @Option(
            names = "--port",
            defaultValue = "" + PORT,
            description = "Where the broker listens. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--name",
            paramLabel = "HOST",
            description =
                    "A host name or address of the broker: makes a certificate for it, too. May be given several times.")
    private List<String> names = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        FogConfig config = fog.configuration();
        Clock clock = Clock.systemUTC();
        StateLayout layout = new StateLayout(config.stateDirectory());
        Authority authority = FogIdentity.open(config, clock).server().authority();
        EnrolledGateways enrolled = new EnrolledGateways(Database.open(layout.database()));
        BrokerFiles files = new BrokerFiles(Files.createDirectories(out).toAbsolutePath());
        List<String> lines = new ArrayList<>();
        lines.add("cafile " + files.trusted(authority));
        lines.add("crlfile " + files.revocations(authority.revocations(enrolled.replaced(clock.instant()))));
        lines.add("acl_file " + write("acl", MosquittoAccess.rules(config.federation())));
        if (!names.isEmpty()) {
            lines.addAll(files.server(authority, names));
        }
        Path settings = write("mosquitto.conf", MosquittoAccess.configuration(port, lines));
        PrintWriter told = spec.commandLine().getOut();
        told.println("settings: " + settings);
        if (names.isEmpty()) {
            told.println("lacking:  certfile and keyfile, or --name to make them");
        }
        told.flush();
        return 0;
    }

    private Path write(String file, String text) throws IOException {
        return Files.writeString(out.toAbsolutePath().resolve(file), text, StandardCharsets.UTF_8);
    }
}
