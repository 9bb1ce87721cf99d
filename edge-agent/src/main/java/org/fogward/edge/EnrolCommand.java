package org.fogward.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fogward.edge.config.ConfigException;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.FogAddress;
import org.fogward.edge.enrol.GatewayEnrolment;
import org.fogward.edge.enrol.Invitation;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.FogSettings;
import org.fogward.edge.identity.KeyVault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code edge enrol}: joins the federation by an invitation code. After a failure or a crash it may be run again. */
@Command(
        name = "enrol",
        mixinStandardHelpOptions = true,
        description =
                "Joins the federation by a code from the fog node's operator: gets a certificate for this gateway.")
final class EnrolCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CODE",
            description = "The code as the fog node printed it, or what its QR code says (fogward-enrol:…).")
    private String code;

    @Mixin
    private Main.ConfigOption config;

    @Option(
            names = "--fog",
            paramLabel = "URL",
            description = "The fog node's https://host:port. Default: as the QR code or the configuration says.")
    private String fog;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ConfigException, IOException, InterruptedException {
        EdgeConfig read = config.read(spec);
        Invitation invitation = parsed();
        KeyVault vault = GatewayKeys.of(read).vault();
        URI door = door(invitation, read, vault);
        Enrolment enrolment = new GatewayEnrolment(read.federation(), read.gateway(), vault, Clock.systemUTC())
                .enrol(door, invitation.code());
        PrintWriter out = spec.commandLine().getOut();
        out.println(read.gateway() + " is enrolled in " + read.federation() + "; its certificate is good until "
                + enrolment.certificate().getNotAfter().toInstant() + " and renews itself");
        out.println("if the gateway is running, start it again");
        out.flush();
        return 0;
    }

    private Invitation parsed() {
        try {
            return Invitation.parse(code);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private URI door(Invitation invitation, EdgeConfig read, KeyVault vault) {
        if (fog != null) {
            try {
                return Invitation.door(fog);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--fog: https://host:port expected", e);
            }
        }
        Optional<URI> known = vault.enrolment().flatMap(Enrolment::settings).map(FogSettings::https);
        return invitation
                .door()
                .or(() -> read.fog().map(FogAddress::https))
                .or(() -> known)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "Missing required option: --fog URL, the address that came with the code"));
    }
}
