package org.fogward.edge.link;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.fogward.edge.config.EdgeConfig;
import org.fogward.edge.config.FogAddress;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.FogSettings;
import org.fogward.edge.identity.KeyVault;
import org.fogward.edge.tls.GatewayTls;
import org.fogward.protocol.access.AccessToken;
import org.fogward.protocol.identity.VerificationKey;

/**
 * Where the fog node is, and by what this gateway and it know each other.
 *
 * @param mqtt its broker
 * @param https its HTTPS door
 * @param fogKey what every message from it is signed with
 * @param tls checks its certificate, and shows that of an enrolled gateway
 * @param token makes the token of a gateway that has no certificate
 */
public record FogAccess(URI mqtt, URI https, VerificationKey fogKey, SSLContext tls, Optional<Supplier<String>> token) {
    /**
     * By its enrolment, if the gateway has one, otherwise by its configuration. Once it is enrolled, the addresses in a
     * {@code fog} section go before those that the fog node gave, for a network that is another one from here; the key there has to
     * agree, and the certificate authority there does not count.
     *
     * @throws IOException when the gateway is neither enrolled nor configured, or both say different things
     */
    public static FogAccess of(EdgeConfig config, KeyVault vault, Clock clock) throws IOException {
        Optional<Enrolment> enrolment = vault.enrolment();
        if (enrolment.isPresent()) {
            FogSettings settings = enrolment
                    .get()
                    .settings()
                    .orElseThrow(
                            () -> new IOException(
                                    "the gateway's enrolment was begun and not finished: run edge enrol again, with the same code"));
            return enrolled(config, settings, vault);
        }
        FogAddress fog = config.fog()
                .orElseThrow(
                        () -> new IOException(
                                "the gateway does not know its fog node: run edge enrol with a code from the fog node's operator"));
        return new FogAccess(
                fog.mqtt(),
                fog.https(),
                fog.fogKey(),
                FogTrust.in(fog.caFile()),
                Optional.of(() -> AccessToken.issue(config.federation(), config.gateway(), vault.signingKey(), clock)));
    }

    /** Whether there is a finished enrolment, or a configuration that stands for one. */
    public static boolean isKnown(EdgeConfig config, KeyVault vault) {
        return vault.enrolment().map(begun -> begun.settings().isPresent()).orElseGet(() -> config.fog()
                .isPresent());
    }

    private static FogAccess enrolled(EdgeConfig config, FogSettings settings, KeyVault vault) throws IOException {
        if (!settings.federation().equals(config.federation())) {
            throw new IOException("federation: the gateway is enrolled in \"" + settings.federation()
                    + "\"; correct the configuration, or enrol again");
        }
        Optional<FogAddress> fog = config.fog();
        if (fog.isPresent() && !fog.get().fogKey().equals(settings.fogKey())) {
            throw new IOException(
                    "fog.fogKey: not the key of the fog node that the gateway is enrolled with; take the fog"
                            + " section away, or enrol again");
        }
        return new FogAccess(
                fog.map(FogAddress::mqtt).orElse(settings.mqtt()),
                fog.map(FogAddress::https).orElse(settings.https()),
                settings.fogKey(),
                GatewayTls.following(() -> vault.enrolment().orElseThrow()),
                Optional.empty());
    }
}
