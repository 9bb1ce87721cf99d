package org.fogward.fog;

import com.google.zxing.WriterException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.enrol.Invitations;
import org.fogward.fog.round.Database;
import org.fogward.protocol.enrolment.BlockQrCode;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.GatewayId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Invites a gateway, whether the node runs or not. */
@Command(
        name = "invite",
        description =
                "Invites a gateway to enrol: prints a code that is good once, for a while. A gateway that is enrolled may be"
                        + " invited again: the box that enrols takes over from the one before.",
        mixinStandardHelpOptions = true)
final class InviteCommand implements Callable<Integer> {

    private static final Pattern LIFE = Pattern.compile("([1-9][0-9]{0,5})([smhd])");
    private static final String ANY_HOST = "localhost";

    @ParentCommand
    private Main.Fog fog;

    @Parameters(index = "0", paramLabel = "GATEWAY", description = "The gateway's id.")
    private String gateway;

    @Option(
            names = "--valid",
            defaultValue = "15m",
            paramLabel = "TIME",
            description = "How long the code is good, as 30s, 15m, 2h or 7d at most. Default: 15m.")
    private String valid;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where the gateway reaches the fog node, https://host:port. Default: the first of names, and http.port.")
    private Optional<URI> url;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        GatewayId invited = gateway();
        Duration life = life();
        FogConfig config = fog.configuration();
        URI address = address(config);
        FogIdentity identity = FogIdentity.open(config, Clock.systemUTC());
        InvitationCode code =
                InvitationCode.random(identity.server().authority().root(), new SecureRandom());
        new Invitations(Database.open(new StateLayout(config.stateDirectory()).database()), Clock.systemUTC())
                .add(invited, code, life);
        print(invited, address, code);
        return CommandLine.ExitCode.OK;
    }

    private void print(GatewayId invited, URI address, InvitationCode code) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("gateway: " + invited);
        out.println("address: " + address);
        out.println("code:    " + code.text() + "   (good once, for " + valid + ")");
        out.println();
        try {
            out.print(BlockQrCode.of("fogward-enrol:" + address + "#" + code.text()));
        } catch (WriterException e) {
            throw new IOException("url: too long for a QR code", e);
        }
        out.flush();
    }

    private GatewayId gateway() {
        try {
            return new GatewayId(gateway);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "GATEWAY: " + e.getMessage(), e);
        }
    }

    private Duration life() {
        Matcher parts = LIFE.matcher(valid);
        if (!parts.matches()) {
            throw wrongLife();
        }
        long count = Long.parseLong(parts.group(1));
        Duration life =
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
        if (life.compareTo(Invitations.LONGEST_LIFE) > 0) {
            throw wrongLife();
        }
        return life;
    }

    private ParameterException wrongLife() {
        return new ParameterException(spec.commandLine(), "--valid: a time as 30s, 15m, 2h or 7d at most expected");
    }

    private URI address(FogConfig config) {
        if (url.isPresent()) {
            URI given = url.get();
            if (!"https".equals(given.getScheme()) || given.getHost() == null) {
                throw new ParameterException(spec.commandLine(), "--url: https://host:port expected");
            }
            return given;
        }
        if (config.http().port() == 0) {
            throw new ParameterException(spec.commandLine(), "--url: needed, since http.port is 0");
        }
        String host = config.names().isEmpty() ? ANY_HOST : config.names().getFirst();
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + config.http().port());
    }
}
