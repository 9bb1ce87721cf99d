package org.fogward.fog.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.fogward.fog.enrol.MovingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityTest {

    @TempDir
    private Path folder;

    private final MovingClock clock = new MovingClock();

    @Test
    void renews_what_it_issues_with_under_the_same_root() throws Exception {
        ServerIdentity identity = ServerIdentity.open(folder, List.of(), clock);
        X509Certificate root = identity.authority().root();
        X509Certificate issued = identity.certificate();
        Instant ends = identity.authority().issuingEnds();
        clock.move(Duration.ofDays(300));
        assertThat(identity.refresh()).isFalse();
        clock.move(Duration.ofDays(260));
        assertThat(identity.refresh()).isTrue();
        assertThat(identity.authority().root()).isEqualTo(root);
        assertThat(identity.authority().issuingEnds()).isAfter(ends);
        assertThat(identity.authority().hasIssued(issued)).isTrue();
    }

    @Test
    void goes_on_without_the_root_s_key_until_the_issuing_authority_ends() throws Exception {
        Authority authority = Authority.open(folder, clock);
        Path key = authority.rootKeyFile();
        Path away = Files.move(key, folder.resolve("away.key"));
        ServerIdentity identity = ServerIdentity.open(folder, List.of(), clock);
        assertThat(identity.authority().hasRootKey()).isFalse();
        assertThat(identity.authority().root()).isEqualTo(authority.root());
        clock.move(Duration.ofDays(600));
        identity.refresh();
        assertThat(identity.certificate().getNotAfter().toInstant()).isEqualTo(authority.issuingEnds());
        assertThatThrownBy(() -> identity.authority().roll()).hasMessageContaining(key.toString());
        Files.move(away, key);
        assertThat(identity.refresh()).isTrue();
        assertThat(identity.authority().issuingEnds()).isAfter(authority.issuingEnds());
    }

    @Test
    void keeps_the_root_of_a_state_that_had_no_other_authority() throws Exception {
        CertifiedKey earlier = earlierRoot();
        PemFiles.write(folder, "ca", earlier);
        ServerIdentity identity = ServerIdentity.open(folder, List.of(), clock);
        assertThat(identity.authority().root()).isEqualTo(earlier.certificate());
        assertThat(folder.resolve("ca.key")).doesNotExist();
        assertThat(Files.readString(identity.authorityFile())).isEqualTo(PemFiles.text(earlier.certificate()));
        try (SSLServerSocket server = (SSLServerSocket) identity.serverContext(Optional.empty())
                        .getServerSocketFactory()
                        .createServerSocket(0);
                SSLSocket client = (SSLSocket)
                        identity.clientContext().getSocketFactory().createSocket("localhost", server.getLocalPort())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> greet(server));
            client.startHandshake();
            assertThat(client.getInputStream().read()).isEqualTo(1);
            served.join();
        }
    }

    @Test
    void refuses_to_make_another_root_where_one_has_lost_its_key() throws Exception {
        PemFiles.write(folder, "ca", earlierRoot().certificate());
        assertThatThrownBy(() -> Authority.open(folder, clock))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("ca.key");
        assertThat(folder.resolve("authority/1")).doesNotExist();
    }

    @Test
    void refuses_a_key_that_is_none() throws Exception {
        Authority authority = Authority.open(folder, clock);
        Files.writeString(authority.rootKeyFile(), "no key");
        assertThatThrownBy(() -> Authority.open(folder, clock))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be used");
    }

    private static void greet(SSLServerSocket server) {
        try (var connection = server.accept()) {
            connection.getOutputStream().write(1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As earlier builds made it: it signed servers itself. */
    private CertifiedKey earlierRoot() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=Fogward fog node authority of old");
        Instant now = clock.instant();
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.TEN,
                Date.from(now.minusSeconds(60)),
                Date.from(now.plus(Duration.ofDays(7000))),
                name,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
        return new CertifiedKey(keys, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    }
}
