package org.fogward.fog.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerIdentityTest {

    private static final Clock NOW = Clock.systemUTC();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void is_trusted_by_clients_that_hold_the_authority(String host) throws Exception {
        ServerIdentity identity = ServerIdentity.open(folder, List.of(), NOW);
        try (SSLServerSocket server = (SSLServerSocket) identity.serverContext(Optional.empty())
                .getServerSocketFactory()
                .createServerSocket(0)) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answer(server));
            try (SSLSocket client =
                    (SSLSocket) identity.clientContext().getSocketFactory().createSocket(host, server.getLocalPort())) {
                SSLParameters parameters = client.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                client.setSSLParameters(parameters);
                InputStream in = client.getInputStream();
                assertThat(in.read()).isEqualTo(42);
            }
            answered.join();
        }
    }

    @Test
    void stays_the_same_from_start_to_start() throws Exception {
        ServerIdentity first = ServerIdentity.open(folder, List.of("fog.example.org"), NOW);
        ServerIdentity second = ServerIdentity.open(folder, List.of("fog.example.org"), NOW);
        assertThat(second.certificate()).isEqualTo(first.certificate());
        assertThat(second.authorityPem()).isEqualTo(Files.readString(first.authorityFile()));
    }

    @Test
    void takes_a_new_certificate_under_the_same_authority_when_names_change_or_time_runs_out() throws Exception {
        ServerIdentity first = ServerIdentity.open(folder, List.of(), NOW);
        ServerIdentity named = ServerIdentity.open(folder, List.of("fog.example.org", "10.0.0.7"), NOW);
        Clock nextYear = Clock.fixed(Instant.now().plus(Duration.ofDays(380)), ZoneOffset.UTC);
        ServerIdentity renewed = ServerIdentity.open(folder, List.of("fog.example.org", "10.0.0.7"), nextYear);
        assertThat(named.certificate()).isNotEqualTo(first.certificate());
        assertThat(named.certificate().getSubjectAlternativeNames().toString()).contains("fog.example.org", "10.0.0.7");
        assertThat(renewed.certificate()).isNotEqualTo(named.certificate());
        assertThat(renewed.authorityPem()).isEqualTo(first.authorityPem());
    }

    @Test
    void keeps_private_keys_from_others() throws Exception {
        ServerIdentity.open(folder, List.of(), NOW);
        for (String file : List.of("authority/1/root.key", "authority/1/issuing.key", "server.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    private static void answer(SSLServerSocket server) {
        try (var connection = server.accept()) {
            connection.getOutputStream().write(42);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
