package org.fogward.fog.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.fogward.fog.http.OpenDoor;
import org.fogward.fog.tls.Authority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideAuthorityTest {

    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir
    private Path folder;

    private Organisation organisation;

    @BeforeEach
    void found() throws Exception {
        organisation = new Organisation();
    }

    @Test
    void takes_everybody_over_to_an_organisations_root() throws Exception {
        try (OpenDoor door = new OpenDoor(folder);
                OpenBroker broker = new OpenBroker(folder, door.authority)) {
            TestAuthority here = door.authority;
            X509Certificate own = here.identity.authority().root();
            TestBox early = here.enrol("aurora");
            MqttClient standing = OpenBroker.connect(broker.uri(), early.tls(own), "aurora", "aurora");

            // Another process, as the commands are.
            Authority elsewhere = Authority.open(folder.resolve("tls"), Clock.systemUTC());
            String request = elsewhere.request();
            // Asked again it is for the same key, so that the first answer is good.
            assertThat(elsewhere.request()).isNotEmpty();
            elsewhere.install(Organisation.pem(
                    organisation.root, organisation.certify(request, true, YEAR), organisation.intermediate));
            assertThat(elsewhere.isOutside()).isTrue();
            assertThat(here.identity.refresh()).isTrue();
            assertThat(here.identity.authority().root()).isEqualTo(organisation.root);

            broker.broker.review();
            OpenBroker.publish(standing, "aurora");
            assertThat(settings(door, early, own)).as("who trusts the own root").isEqualTo(200);
            TestBox late = here.enrol("borealis");
            assertThat(settings(door, late, organisation.root)).isEqualTo(200);
            OpenBroker.connect(broker.uri(), late.tls(organisation.root), "borealis", "borealis")
                    .disconnect();

            Authority.open(folder.resolve("tls"), Clock.systemUTC()).retire();
            assertThat(here.identity.refresh()).isTrue();
            assertThat(settings(door, late, organisation.root)).isEqualTo(200);
            assertThatThrownBy(() -> settings(door, early, organisation.root)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> here.identity.authority().roll()).hasMessageContaining("organisation's");

            X509Certificate before = here.identity.authority().chain().getFirst();
            elsewhere = Authority.open(folder.resolve("tls"), Clock.systemUTC());
            X509Certificate longer = organisation.certify(elsewhere.request(), true, YEAR.multipliedBy(2));
            elsewhere.install(Organisation.pem(longer, organisation.intermediate, organisation.root));
            assertThat(here.identity.refresh()).isTrue();
            assertThat(here.identity.authority().chain().getFirst()).isEqualTo(longer);
            assertThat(longer.getPublicKey()).isEqualTo(before.getPublicKey());
            assertThat(settings(door, late, organisation.root))
                    .as("by the same key")
                    .isEqualTo(200);
            standing.disconnect();
            standing.close();
        }
    }

    @Test
    void says_what_is_wrong_with_an_answer_and_changes_nothing() throws Exception {
        Path tls = Files.createDirectories(folder.resolve("tls"));
        Authority authority = Authority.open(tls, Clock.systemUTC());
        X509Certificate own = authority.root();
        String request = authority.request();
        X509Certificate good = organisation.certify(request, true, YEAR);
        X509Certificate root = organisation.root;
        X509Certificate between = organisation.intermediate;
        assertRefused(authority, "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII), "in PEM expected");
        assertRefused(authority, new byte[100_000], "longer than");
        assertRefused(authority, Organisation.pem(good, between), "one root, which signs itself, expected, found 0");
        assertRefused(authority, Organisation.pem(good, root), "one certificate of CN=Machines");
        assertRefused(authority, Organisation.pem(root), "one certificate that certifies no other expected, found 0");
        assertRefused(
                authority,
                Organisation.pem(organisation.certify(request, false, YEAR), between, root),
                "not for an authority");
        assertRefused(
                authority,
                Organisation.pem(organisation.certify(request, true, Duration.ofDays(-1)), between, root),
                "do not hold together");
        String others =
                Authority.open(folder.resolve("others"), Clock.systemUTC()).request();
        assertRefused(
                authority,
                Organisation.pem(organisation.certify(others, true, YEAR), between, root),
                "not for the key of the last request");
        authority.roll();
        assertRefused(authority, Organisation.pem(good, between, root), "retire it first");
        authority.retire();
        assertThat(authority.root()).isNotEqualTo(own).isNotEqualTo(root);
        authority.install(Organisation.pem(good, between, root));
        assertThat(authority.root()).isEqualTo(root);
        Organisation another = new Organisation();
        assertRefused(
                authority,
                Organisation.pem(another.certify(authority.request(), true, YEAR), another.intermediate, another.root),
                "by another root");
    }

    @Test
    void takes_or_refuses_any_answer() throws Exception {
        Authority authority = Authority.open(folder.resolve("tls"), Clock.systemUTC());
        byte[] good = Organisation.pem(
                organisation.certify(authority.request(), true, YEAR), organisation.intermediate, organisation.root);
        X509Certificate own = authority.root();
        SplittableRandom random = new SplittableRandom(23);
        for (int i = 0; i < 500; i++) {
            byte[] changed = good.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(128);
            }
            try {
                authority.install(changed);
                assertThat(authority.root()).isEqualTo(organisation.root);
            } catch (IOException e) {
                assertThat(e).message().isNotBlank();
            }
        }
        assertThat(authority.root()).isIn(own, organisation.root);
    }

    private static void assertRefused(Authority authority, byte[] answer, String why) {
        X509Certificate before = authority.root();
        assertThatThrownBy(() -> authority.install(answer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
        assertThat(authority.root()).isEqualTo(before);
    }

    private static int settings(OpenDoor door, TestBox box, X509Certificate root) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(box.tls(root)).build()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(door.uri + "/gateway/settings"))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }
}
