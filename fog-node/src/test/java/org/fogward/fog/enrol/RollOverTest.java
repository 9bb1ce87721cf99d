package org.fogward.fog.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.fogward.fog.http.OpenDoor;
import org.fogward.fog.tls.Authority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollOverTest {

    @TempDir
    private Path folder;

    @Test
    void takes_everybody_over_to_a_new_root_without_a_connection_lost() throws Exception {
        try (OpenDoor door = new OpenDoor(folder);
                OpenBroker broker = new OpenBroker(folder, door.authority)) {
            TestAuthority here = door.authority;
            X509Certificate oldRoot = here.identity.authority().root();
            TestBox old = here.enrol("aurora");
            TestBox second = here.enrol("cirrus");
            MqttClient standing = OpenBroker.connect(broker.uri(), old.tls(oldRoot), "aurora", "aurora");
            X509Certificate shownBefore = here.identity.certificate();

            // Another process, as the command is.
            Authority.open(folder.resolve("tls"), Clock.systemUTC()).roll();
            assertThat(here.identity.refresh()).isTrue();
            assertThat(here.identity.refresh()).isFalse();
            X509Certificate newRoot = here.identity.authority().root();
            assertThat(newRoot).isNotEqualTo(oldRoot);
            assertThat(here.identity.certificate()).isNotEqualTo(shownBefore);

            broker.broker.review();
            OpenBroker.publish(standing, "aurora");
            // Somebody new trusts the new root alone; who came before trusts the old one alone.
            TestBox fresh = here.enrol("borealis");
            assertThat(settings(door, fresh, newRoot)).isEqualTo(200);
            assertThat(settings(door, old, oldRoot)).isEqualTo(200);
            OpenBroker.connect(broker.uri(), fresh.tls(newRoot), "borealis", "borealis")
                    .disconnect();
            OpenBroker.connect(broker.uri(), second.tls(oldRoot), "cirrus", "cirrus")
                    .disconnect();

            TestBox renewed = new TestBox("aurora", old.signingKey);
            renewed.certificate = Optional.of(renew(door, old, oldRoot, renewed.request()));
            assertThat(renewed.certificate.get().getIssuerX500Principal())
                    .isNotEqualTo(old.certificate.orElseThrow().getIssuerX500Principal());
            X509Certificate crossed = here.identity.authority().all().stream()
                    .filter(each -> each.getSubjectX500Principal().equals(newRoot.getSubjectX500Principal())
                            && !each.equals(newRoot))
                    .findFirst()
                    .orElseThrow();
            crossed.verify(oldRoot.getPublicKey());
            assertThat(crossed.getPublicKey()).isEqualTo(newRoot.getPublicKey());
            assertThat(here.identity.authority().all()).hasSize(5).contains(oldRoot, newRoot);
            assertThatThrownBy(() -> here.identity.authority().roll()).hasMessageContaining("retire it first");

            Authority.open(folder.resolve("tls"), Clock.systemUTC()).retire();
            assertThat(here.identity.refresh()).isTrue();
            assertThat(settings(door, renewed, newRoot)).isEqualTo(200);
            assertThatThrownBy(() -> settings(door, old, newRoot)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> here.identity.authority().retire()).hasMessageContaining("no former root");
            assertThat(standing.isConnected()).isTrue();
            standing.disconnect();
            standing.close();
        }
    }

    private static int settings(OpenDoor door, TestBox box, X509Certificate root) throws Exception {
        return send(door, box, root, HttpRequest.newBuilder(URI.create(door.uri + "/gateway/settings")))
                .statusCode();
    }

    private static X509Certificate renew(OpenDoor door, TestBox box, X509Certificate root, byte[] request)
            throws Exception {
        HttpResponse<String> answer = send(
                door,
                box,
                root,
                HttpRequest.newBuilder(URI.create(door.uri + "/.well-known/est/simplereenroll"))
                        .POST(BodyPublishers.ofByteArray(request)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        byte[] der = Base64.getMimeDecoder().decode(answer.body());
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(der))
                .iterator()
                .next();
    }

    private static HttpResponse<String> send(
            OpenDoor door, TestBox box, X509Certificate root, HttpRequest.Builder request) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(box.tls(root)).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
