package org.fogward.edge.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.fogward.edge.TestCa;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.identity.VerificationKey;
import org.junit.jupiter.api.Test;

/** What every key vault does. */
abstract class KeyVaultConformance {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);

    private final TestCa authority = new TestCa("ward");

    /** Opens the one vault of this test, as a new process would. */
    abstract KeyVault open() throws Exception;

    @Test
    void signs_with_the_same_key_each_time() throws Exception {
        VerificationKey key = open().signingKey().verificationKey();

        KeyVault again = open();

        assertThat(again.signingKey().verificationKey()).isEqualTo(key);
        assertThat(key.verify(MESSAGE, again.signingKey().sign(MESSAGE))).isTrue();
    }

    @Test
    void keeps_the_secret_of_the_samples_and_gives_out_copies() throws Exception {
        byte[] secret = open().sampleSecret();
        KeyVault again = open();

        assertThat(again.sampleSecret()).isEqualTo(secret).hasSize(KeyFile.BYTES);
        again.sampleSecret()[0]++;
        assertThat(again.sampleSecret()).isEqualTo(secret);
    }

    @Test
    void has_no_enrolment_at_first_and_none_of_a_key_that_was_only_made() throws Exception {
        open().newTlsKey();

        assertThat(open().enrolment()).isEmpty();
    }

    @Test
    void keeps_what_a_gateway_got_by_enrolling() throws Exception {
        KeyVault vault = open();
        Enrolment begun = enrolment(vault);
        vault.keep(begun);
        assertThat(kept().settings()).isEmpty();

        FogSettings settings = settings();
        vault.keep(begun.withSettings(settings));

        Enrolment again = kept();
        assertThat(again.chain()).isEqualTo(begun.chain());
        assertThat(again.roots()).containsExactly(authority.root());
        assertThat(again.settings()).contains(settings);
        assertThat(signs(again)).isTrue();
    }

    @Test
    void replaces_key_and_certificate_together() throws Exception {
        KeyVault vault = open();
        vault.keep(enrolment(vault));
        Enrolment second = enrolment(vault);

        vault.keep(second);

        assertThat(vault.enrolment()).contains(second);
        assertThat(kept().certificate()).isEqualTo(second.certificate());
        assertThat(signs(kept())).isTrue();
    }

    @Test
    void says_nothing_secret_about_itself() throws Exception {
        KeyVault vault = open();
        vault.keep(enrolment(vault));

        String said = vault + " " + vault.signingKey() + " " + vault.enrolment();

        assertThat(said)
                .doesNotContain(java.util.Base64.getEncoder().encodeToString(vault.sampleSecret()))
                .contains("CN=clinic-a");
    }

    Enrolment enrolment(KeyVault vault) {
        KeyPair pair = vault.newTlsKey();
        List<X509Certificate> chain = authority.gateway(
                pair.getPublic(),
                "CN=clinic-a,OU=gateway,O=ward",
                List.of(),
                KeyPurposeId.id_kp_clientAuth,
                Instant.now().minusSeconds(60),
                Instant.now().plusSeconds(3600));
        return new Enrolment(pair.getPrivate(), chain, List.of(authority.root()), Optional.empty());
    }

    static FogSettings settings() {
        return new FogSettings(
                new FederationId("ward"),
                URI.create("ssl://fog.example:8883"),
                URI.create("https://fog.example:8443"),
                SigningKey.generate(new SecureRandom()).verificationKey());
    }

    private Enrolment kept() throws Exception {
        return open().enrolment().orElseThrow();
    }

    static boolean signs(Enrolment enrolment) throws Exception {
        Signature signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign(enrolment.key());
        signing.update(MESSAGE);
        byte[] signature = signing.sign();
        Signature checking = Signature.getInstance("SHA256withECDSA");
        checking.initVerify(enrolment.certificate());
        checking.update(MESSAGE);
        return checking.verify(signature);
    }
}
