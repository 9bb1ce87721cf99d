package org.fogward.edge.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fogward.edge.TestCa;
import org.fogward.edge.TestEst;
import org.fogward.edge.Waiting;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.GatewayIdentity;
import org.fogward.edge.identity.KeyVault;
import org.fogward.protocol.enrolment.InvitationCode;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.link.Backoff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The certificates here began 25 days ago and last another 35, so that it is time to renew them in 10 to 15 days. */
@Timeout(120)
class RenewalTest {
    private static final String RENEW = "/.well-known/est/simplereenroll";
    private static final FederationId WARD = new FederationId(TestEst.FEDERATION);
    private static final GatewayId GATEWAY = new GatewayId("clinic-a");
    private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(10), Duration.ofHours(1));

    @TempDir
    Path directory;

    private final SetClock clock = new SetClock();
    private final TestCa authority = new TestCa("ward");
    private TestEst est;
    private KeyVault vault;
    private Renewal renewal;
    private Enrolment first;

    @BeforeEach
    void enrol() throws Exception {
        est = new TestEst(authority);
        est.settings("""
                {"federation":"ward","mqtt":"ssl://localhost:1","https":"https://localhost:1","fogKey":"%s"}
                """.formatted(
                SigningKey.generate(new SecureRandom()).verificationKey().text()));
        vault = GatewayIdentity.open(directory.resolve("state")).vault();
        InvitationCode code = InvitationCode.random(authority.root(), new SecureRandom());
        est.invite(GATEWAY.value(), code.secret());
        first = new GatewayEnrolment(WARD, GATEWAY, vault, clock).enrol(est.uri(), code);
        renewal = new Renewal(WARD, GATEWAY, vault, est.uri(), clock, BACKOFF);
    }

    @AfterEach
    void close() {
        renewal.close();
        est.close();
    }

    @Test
    void gets_the_next_certificate_for_a_new_key_when_a_third_of_its_life_is_left() throws Exception {
        clock.advance(Duration.ofDays(9));
        renewal.consider();
        assertThat(requests(RENEW)).isZero();

        clock.advance(Duration.ofDays(7));
        renewed();

        Enrolment second = vault.enrolment().orElseThrow();
        assertThat(second.certificate().getPublicKey())
                .isNotEqualTo(first.certificate().getPublicKey());
        assertThat(second.settings()).isEqualTo(first.settings());
        assertThat(works(second)).isTrue();
        assertThat(reopened().certificate()).isEqualTo(second.certificate());
        assertThat(renewal.alarm()).isEmpty();
    }

    @Test
    void gateways_that_enrolled_together_renew_at_different_times() {
        Set<RenewalTimes> times = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            RenewalTimes one = RenewalTimes.of(first.certificate(), new GatewayId("clinic-" + i));
            assertThat(one).isEqualTo(RenewalTimes.of(first.certificate(), new GatewayId("clinic-" + i)));
            assertThat(Duration.between(one.due(), one.end()))
                    .isBetween(Duration.ofDays(20), Duration.ofDays(25).plusSeconds(1));
            times.add(one);
        }
        assertThat(times).hasSizeGreaterThan(50);
    }

    @Test
    void tries_again_after_growing_pauses_until_it_succeeds() {
        est.answer(RENEW, 500, "");
        clock.advance(Duration.ofDays(16));
        considered(1);
        for (int i = 0; i < 20; i++) {
            renewal.consider();
        }
        assertThat(requests(RENEW)).isEqualTo(1);

        clock.advance(Duration.ofMinutes(10));
        considered(2);
        clock.advance(Duration.ofMinutes(9));
        renewal.consider();
        assertThat(requests(RENEW)).isEqualTo(2);
        assertThat(renewal.alarm()).isEmpty();

        est.answerAsUsual(RENEW);
        clock.advance(Duration.ofHours(1));
        renewed();
    }

    @Test
    void leaves_the_fog_node_alone_for_as_long_as_it_asks() {
        est.answer(RENEW, 429, "", "Retry-After", "7200");
        clock.advance(Duration.ofDays(16));
        considered(1);

        clock.advance(Duration.ofMinutes(119));
        renewal.consider();
        assertThat(requests(RENEW)).isEqualTo(1);
        clock.advance(Duration.ofMinutes(2));
        considered(2);
    }

    @Test
    void raises_an_alarm_when_the_fog_node_refuses_the_gateway_for_good() {
        est.answer(RENEW, 403, "replaced by another box");
        clock.advance(Duration.ofDays(16));
        considered(1);

        Waiting.until(() -> renewal.alarm().isPresent());

        assertThat(renewal.alarm().orElseThrow())
                .contains("is not renewed: the fog node refuses this gateway: replaced by another box");
        est.answerAsUsual(RENEW);
        clock.advance(Duration.ofHours(1));
        renewed();
        assertThat(renewal.alarm()).isEmpty();
    }

    @Test
    void raises_an_alarm_when_little_is_left_and_the_fog_node_stays_away() {
        est.answer(RENEW, 500, "");
        clock.advance(Duration.ofDays(16));
        considered(1);
        assertThat(renewal.alarm()).isEmpty();

        clock.advance(Duration.ofDays(10));
        Waiting.until(() -> renewal.alarm().isPresent());

        assertThat(renewal.alarm().orElseThrow()).contains("the fog node answered 500");
    }

    @Test
    void pauses_between_certificates_whatever_the_fog_node_issues() {
        est.life(Duration.ofDays(50), Duration.ofDays(25));
        clock.advance(Duration.ofDays(16));
        renewed();

        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMinutes(1));
            renewal.consider();
        }
        assertThat(requests(RENEW)).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        renewed();
    }

    @Test
    void asks_for_a_new_code_and_no_longer_knocks_when_the_certificate_has_ended() throws Exception {
        int before = est.requests().size();
        clock.advance(Duration.ofDays(36));

        for (int i = 0; i < 100; i++) {
            renewal.consider();
            clock.advance(Duration.ofHours(2));
        }

        assertThat(renewal.alarm().orElseThrow())
                .contains("the gateway's certificate ended on ")
                .contains("ask the fog node's operator for a code and enrol again");
        assertThat(est.requests()).hasSize(before);
    }

    @Test
    void goes_over_to_a_new_root_that_the_old_one_certifies() throws Exception {
        TestCa next = new TestCa("next");
        est.offer(authority.root(), authority.issuing(), next.root(), next.issuing(), next.rootBy(authority));
        est.issuer(next);
        clock.advance(Duration.ofDays(16));
        renewed();

        Enrolment second = reopened();
        assertThat(second.roots()).containsExactly(authority.root(), next.root());
        assertThat(second.chain()).hasSize(2).endsWith(next.issuing());

        // From now on there is only the new one.
        est.serverFrom(next);
        est.believeClientsOf(next.root());
        est.offer(next.root(), next.issuing());
        clock.advance(Duration.ofHours(1));
        renewed();
        assertThat(reopened().roots()).containsExactly(authority.root(), next.root());
    }

    @Test
    void trusts_neither_a_new_root_on_its_own_word_nor_a_certificate_from_it() throws Exception {
        TestCa stranger = new TestCa("stranger");
        est.offer(authority.root(), authority.issuing(), stranger.root(), stranger.issuing());
        est.issuer(stranger);
        clock.advance(Duration.ofDays(16));
        considered(1);

        Waiting.until(() -> renewal.alarm().isPresent());

        assertThat(renewal.alarm().orElseThrow()).contains("comes from an authority that this gateway does not trust");
        assertThat(reopened().certificate()).isEqualTo(first.certificate());
        assertThat(reopened().roots()).containsExactly(authority.root());
    }

    @Test
    void does_not_talk_to_somebody_else_in_the_fog_node_s_place() throws Exception {
        est.serverFrom(new TestCa("ward"));
        clock.advance(Duration.ofDays(16));
        int before = est.requests().size();
        renewal.consider();

        Waiting.until(() -> renewal.alarm().isPresent());

        assertThat(renewal.alarm().orElseThrow()).contains("somebody may be in between");
        assertThat(est.requests()).hasSize(before);
    }

    @Test
    void has_a_whole_pair_wherever_a_crash_ends_it() throws Exception {
        TestCa next = new TestCa("next");
        est.offer(authority.root(), next.root(), next.issuing(), next.rootBy(authority));
        est.issuer(next);
        List<byte[]> crashes = new ArrayList<>();
        Path file = directory.resolve("state/gateway.keystore");
        est.watch(path -> {
            try {
                crashes.add(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        clock.advance(Duration.ofDays(16));
        renewed();
        byte[] after = Files.readAllBytes(file);

        assertThat(crashes).hasSize(2);
        for (byte[] then : crashes) {
            Files.write(file, then);
            assertThat(works(reopened())).isTrue();
            assertThat(reopened().certificate()).isEqualTo(first.certificate());
        }
        // The new root is known before a certificate comes from it.
        assertThat(reopened().roots()).contains(next.root());
        Files.write(file, after);
        assertThat(works(reopened())).isTrue();
    }

    private void renewed() {
        Enrolment before = vault.enrolment().orElseThrow();
        Waiting.until(() -> {
            renewal.consider();
            return !vault.enrolment().orElseThrow().certificate().equals(before.certificate());
        });
    }

    /** Considers, and waits until so many attempts were made in all and the last of them is over. */
    private void considered(int attempts) {
        Waiting.until(() -> {
            renewal.consider();
            return requests(RENEW) == attempts;
        });
    }

    private long requests(String path) {
        return est.requests().stream().filter(path::equals).count();
    }

    private Enrolment reopened() throws IOException {
        return GatewayIdentity.open(directory.resolve("state"))
                .vault()
                .enrolment()
                .orElseThrow();
    }

    private static boolean works(Enrolment enrolment) throws Exception {
        Signature signing = Signature.getInstance("SHA256withECDSA");
        signing.initSign(enrolment.key());
        byte[] signature = signing.sign();
        Signature checking = Signature.getInstance("SHA256withECDSA");
        checking.initVerify(enrolment.certificate());
        return checking.verify(signature);
    }
}
