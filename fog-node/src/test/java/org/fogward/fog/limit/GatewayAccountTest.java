package org.fogward.fog.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.people.SettableClock;
import org.fogward.protocol.identity.GatewayId;
import org.junit.jupiter.api.Test;

class GatewayAccountTest {
    private static final PeerLimits LIMITS = PeerLimits.DEFAULT;
    private static final GatewayId AURORA = new GatewayId("aurora");

    private final SettableClock clock = new SettableClock();
    private final List<LimitReason> noted = new ArrayList<>();
    private final Peers peers = new Peers(LIMITS, noted::add, clock);

    @Test
    void a_gateway_that_says_what_it_has_to_say_never_waits() {
        for (int second = 0; second < 1_000; second++) {
            assertThat(charge(LIMITS.bytesPerSecond() / 2, LIMITS.messagesPerSecond() / 2))
                    .isZero();
            clock.forward(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_large_message_at_once_is_no_flood() {
        assertThat(charge(9L * LIMITS.bytesPerSecond(), 1)).isZero();
    }

    @Test
    void whoever_says_more_waits_until_it_is_paid_for_and_is_told_why() {
        int most = 10 * LIMITS.messagesPerSecond();
        assertThat(charge(1, most)).isZero();
        assertThat(peers.account(AURORA).charge(1, LIMITS.messagesPerSecond()))
                .isEqualTo(new GatewayAccount.Charge(1_000, Optional.of(LimitReason.MESSAGE_RATE)));
        clock.forward(Duration.ofSeconds(1));
        assertThat(charge(0, 0)).isZero();
        clock.forward(Duration.ofMinutes(1));
        assertThat(peers.account(AURORA).charge(11L * LIMITS.bytesPerSecond(), 1))
                .isEqualTo(new GatewayAccount.Charge(1_000, Optional.of(LimitReason.BYTE_RATE)));
    }

    @Test
    void whoever_never_rests_is_sent_away_and_may_come_again_later() {
        GatewayAccount.Charge last = peers.account(AURORA).charge(0, 11 * 10 * LIMITS.messagesPerSecond());
        for (int second = 0; second < LIMITS.patience().toSeconds() - 1; second++) {
            assertThat(last.waitMillis()).isPositive();
            clock.forward(Duration.ofSeconds(1));
            last = peers.account(AURORA).charge(0, 2 * LIMITS.messagesPerSecond());
        }
        clock.forward(Duration.ofSeconds(5));
        last = peers.account(AURORA).charge(0, 1);
        assertThat(last).isEqualTo(new GatewayAccount.Charge(0, Optional.of(LimitReason.FLOODING)));
        assertThat(connect(AURORA)).contains(LimitReason.FLOODING);
        assertThat(connect(new GatewayId("borealis"))).isEmpty();
        clock.forward(LIMITS.patience());
        assertThat(connect(AURORA)).isEmpty();
    }

    @Test
    void whoever_connects_again_and_again_has_to_wait_and_others_have_not() {
        for (int i = 0; i < LIMITS.connectsPerMinute(); i++) {
            assertThat(connect(AURORA)).isEmpty();
        }
        assertThat(connect(AURORA)).contains(LimitReason.CONNECTS);
        assertThat(connect(new GatewayId("borealis"))).isEmpty();
        clock.forward(Duration.ofSeconds(1));
        assertThat(connect(AURORA)).isEmpty();
    }

    @Test
    void a_newer_connection_ends_the_oldest() {
        List<Integer> ended = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            peers.account(AURORA).connected(() -> ended.add(number));
        }
        assertThat(ended).containsExactly(0, 1);
    }

    @Test
    void a_room_is_full_for_one_address_before_it_is_for_all() throws Exception {
        Crowd crowd = new Crowd(3, 2);
        InetAddress one = InetAddress.getByName("2001:db8::1");
        InetAddress neighbour = InetAddress.getByName("2001:db8::2");
        InetAddress other = InetAddress.getByName("192.0.2.1");
        assertThat(crowd.enter(one)).isTrue();
        assertThat(crowd.enter(neighbour)).isTrue();
        assertThat(crowd.enter(one)).isFalse();
        assertThat(crowd.enter(other)).isTrue();
        assertThat(crowd.enter(other)).isFalse();
        crowd.leave(neighbour);
        assertThat(crowd.enter(other)).isTrue();
    }

    @Test
    void downloads_at_a_time_are_few() {
        Downloads downloads = new Downloads(peers);
        for (int i = 0; i < LIMITS.downloadsPerGateway(); i++) {
            assertThat(downloads.begin(AURORA)).isTrue();
        }
        assertThat(downloads.begin(AURORA)).isFalse();
        assertThat(noted).containsExactly(LimitReason.DOWNLOADS);
        assertThat(downloads.begin(new GatewayId("borealis"))).isTrue();
        downloads.end(AURORA);
        assertThat(downloads.begin(AURORA)).isTrue();
    }

    @Test
    void a_limit_below_one_is_refused_by_its_name() {
        assertThatThrownBy(() -> new PeerLimits(
                        1,
                        1,
                        Duration.ofSeconds(1),
                        1,
                        1,
                        1,
                        1,
                        0,
                        1,
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofDays(1),
                        1,
                        1,
                        1,
                        SlowPeers.DEFAULT))
                .hasMessageStartingWith("limits.messagesPerSecond: ");
    }

    private long charge(long bytes, int messages) {
        return peers.account(AURORA).charge(bytes, messages).waitMillis();
    }

    private Optional<LimitReason> connect(GatewayId gateway) {
        return peers.account(gateway).connected(() -> {});
    }
}
