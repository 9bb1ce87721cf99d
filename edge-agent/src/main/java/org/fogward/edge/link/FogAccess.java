package org.fogward.edge.link;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.FogAddress;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.FogSettings;
import org.fogward.edge.identity.KeyVault;
import org.fogward.edge.tls.GatewayTls;
import org.fogward.protocol.identity.VerificationKey;

/**
 * Where the fog node is, and by what this gateway and it know each other.
 *
 * @param mqtt its broker
 * @param https its HTTPS door
 * @param fogKey what every message from it is signed with
 * @param tls checks its certificate, and shows this gateway's
 */
public record FogAccess(URI mqtt, URI https, VerificationKey fogKey, SSLContext tls) {
    /**
     * As the gateway learnt it when it enrolled; addresses in the configuration go before those, for a network that is another one
     * from here.
     *
     * @throws IOException when the gateway is not enrolled, or in another federation
     */
    public static FogAccess of(EdgeConfig config, KeyVault vault) throws IOException {
        FogSettings settings = vault.enrolment()
                .orElseThrow(
                        () -> new IOException(
                                "the gateway does not know its fog node: run edge enrol with a code from the fog node's operator"))
                .settings()
                .orElseThrow(
                        () -> new IOException(
                                "the gateway's enrolment was begun and not finished: run edge enrol again, with the same code"));
        if (!settings.federation().equals(config.federation())) {
            throw new IOException("federation: the gateway is enrolled in \"" + settings.federation()
                    + "\"; correct the configuration, or enrol again");
        }
        Optional<FogAddress> fog = config.fog();
        return new FogAccess(
                fog.map(FogAddress::mqtt).orElse(settings.mqtt()),
                fog.map(FogAddress::https).orElse(settings.https()),
                settings.fogKey(),
                GatewayTls.following(() -> vault.enrolment().orElseThrow()));
    }

    /** Whether there is a finished enrolment. */
    public static boolean isKnown(KeyVault vault) {
        return vault.enrolment().flatMap(Enrolment::settings).isPresent();
    }
}
