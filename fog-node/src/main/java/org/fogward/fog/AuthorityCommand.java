package org.fogward.fog;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.fogward.fog.config.FogConfig;
import org.fogward.fog.tls.Authority;
import org.fogward.fog.tls.ServerIdentity;
import org.fogward.fog.yaml.FieldException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Looks at the certificate authority and changes it, whether the node runs or not: a running one notices within seconds. */
@Command(
        name = "authority",
        description = "Shows and changes the certificate authority; a running node notices.",
        mixinStandardHelpOptions = true)
final class AuthorityCommand {

    @ParentCommand
    private Main.Fog fog;

    @Spec
    private CommandSpec spec;

    @Command(name = "show", description = "Prints the trusted roots and what signs.", mixinStandardHelpOptions = true)
    int show() throws IOException, FieldException {
        return print(authority());
    }

    @Command(
            name = "roll",
            description =
                    "Makes a new root, which signs from now on; certificates of the former one stay good until it is retired.",
            mixinStandardHelpOptions = true)
    int roll() throws IOException, FieldException {
        Authority authority = authority();
        authority.roll();
        return print(authority);
    }

    @Command(
            name = "retire",
            description = "Ends the former root: gateways that have not gone over have to be invited again.",
            mixinStandardHelpOptions = true)
    int retire() throws IOException, FieldException {
        Authority authority = authority();
        authority.retire();
        return print(authority);
    }

    @Command(
            name = "request",
            description =
                    "Prints a request (PKCS #10) that an organisation's own authority certifies, to work in its name.",
            mixinStandardHelpOptions = true)
    int request() throws IOException, FieldException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(authority().request());
        out.flush();
        return 0;
    }

    @Command(
            name = "install",
            description =
                    "Works in the name of an organisation's root from now on; the own one stays good until it is retired.",
            mixinStandardHelpOptions = true)
    int install(
            @Parameters(
                            paramLabel = "FILE",
                            description = "The certificate that was requested, those above it and the root, PEM.")
                    Path file)
            throws IOException, FieldException {
        Authority authority = authority();
        authority.install(Files.readAllBytes(file));
        return print(authority);
    }

    private Authority authority() throws IOException, FieldException {
        FogConfig config = fog.configuration();
        return ServerIdentity.open(new StateLayout(config.stateDirectory()).tls(), config.names(), Clock.systemUTC())
                .authority();
    }

    private int print(Authority authority) {
        PrintWriter out = spec.commandLine().getOut();
        for (X509Certificate root : authority.roots()) {
            out.println((root.equals(authority.root()) ? "root:    " : "former:  ") + root.getSubjectX500Principal()
                    + ", until " + root.getNotAfter().toInstant());
        }
        out.println("issuing: until " + authority.issuingEnds());
        out.println("rootKey: "
                + (authority.isOutside()
                        ? "the organisation's"
                        : authority.rootKeyFile() + (authority.hasRootKey() ? "" : " (not there)")));
        out.flush();
        return 0;
    }
}
