package org.fogward.edge;

import java.io.IOException;
import java.io.PrintWriter;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.concurrent.Callable;
import org.fogward.edge.config.ConfigException;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.FogSettings;
import org.fogward.edge.identity.KeyVault;
import org.fogward.protocol.digest.Digest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code edge identity}: tells who the gateway is, how long its certificate is good, and whom it trusts. */
@Command(
        name = "identity",
        mixinStandardHelpOptions = true,
        description =
                "Prints the gateway's name and public key, its certificate's end, its fog node and the roots that it trusts.")
final class IdentityCommand implements Callable<Integer> {
    @Mixin
    private Main.ConfigOption config;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ConfigException, IOException {
        EdgeConfig read = config.read(spec);
        KeyVault vault = GatewayKeys.of(read).vault();
        PrintWriter out = spec.commandLine().getOut();
        out.println("gateway: " + read.gateway());
        out.println("federation: " + read.federation());
        out.println("key: " + vault.signingKey().verificationKey().text());
        if (vault.enrolment().isPresent()) {
            tell(vault.enrolment().get(), out);
        } else {
            out.println("certificate: none, the gateway is not enrolled");
        }
        out.flush();
        return 0;
    }

    private static void tell(Enrolment enrolment, PrintWriter out) throws IOException {
        X509Certificate own = enrolment.certificate();
        out.println("certificate: from " + own.getNotBefore().toInstant() + " until "
                + own.getNotAfter().toInstant() + ", serial "
                + own.getSerialNumber().toString(16));
        for (X509Certificate root : enrolment.roots()) {
            out.println("root: " + fingerprint(root) + " until "
                    + root.getNotAfter().toInstant());
        }
        out.println(enrolment
                .settings()
                .map(FogSettings::https)
                .map(door -> "fog node: " + door)
                .orElse("fog node: the enrolment is not finished; run edge enrol again with the same code"));
    }

    private static String fingerprint(X509Certificate root) throws IOException {
        try {
            return "SHA-256 " + Digest.of(root.getEncoded()).hex();
        } catch (CertificateEncodingException e) {
            throw new IOException("a root certificate cannot be written", e);
        }
    }
}
