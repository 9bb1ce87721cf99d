package org.fogward.protocol.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every message link has to do, whatever it is made of and whichever broker it talks to. */
@Timeout(90)
abstract class MessageLinkConformance {
    private static final int SECONDS = 30;
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

    @TempDir
    Path directory;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private TestBroker broker;

    abstract TestBroker broker(Path directory) throws Exception;

    abstract MessageLink link(LinkOptions options);

    @BeforeEach
    void start_the_broker() throws Exception {
        broker = broker(directory);
        broker.start();
    }

    @AfterEach
    void close_everything() throws Exception {
        for (AutoCloseable resource : opened.reversed()) {
            resource.close();
        }
        broker.close();
    }

    @Test
    void delivers_what_is_published() throws Exception {
        MessageLink link = connected("a");
        BlockingQueue<String> heard = subscribed(link, "news/+");
        publish(link, "news/today", "it works");
        assertThat(next(heard)).isEqualTo("news/today it works");
        assertThat(link.traffic().bytesUp()).isEqualTo(8);
        assertThat(link.traffic().bytesDown()).isEqualTo(8);
    }

    @Test
    void delivers_to_each_matching_subscription_of_another_link() throws Exception {
        BlockingQueue<String> heard = subscribed(connected("a"), "deep/#");
        MessageLink other = connected("b");
        publish(other, "shallow", "no");
        publish(other, "deep/er/still", "yes");
        assertThat(next(heard)).isEqualTo("deep/er/still yes");
        assertThat(heard).isEmpty();
    }

    @Test
    void delivers_large_payloads_whole() throws Exception {
        MessageLink link = connected("a");
        CompletableFuture<byte[]> heard = new CompletableFuture<>();
        get(link.subscribe("large", (topic, payload) -> heard.complete(payload)));
        byte[] large = new byte[9_000_000];
        large[large.length - 1] = 1;
        get(link.publish("large", large, false));
        assertThat(get(heard)).isEqualTo(large);
    }

    @Test
    void gives_a_retained_message_to_later_subscribers() throws Exception {
        get(connected("a").publish("round", "1".getBytes(UTF_8), true));
        assertThat(next(subscribed(connected("b"), "round"))).isEqualTo("round 1");
    }

    @Test
    void keeps_subscriptions_made_before_the_start() throws Exception {
        MessageLink link = open(options("a", broker.uri()));
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CompletableFuture<Void> granted = link.subscribe("early", (topic, payload) -> heard.add(topic));
        link.start();
        get(granted);
        publish(connected("b"), "early", "bird");
        assertThat(next(heard)).isEqualTo("early");
    }

    @Test
    void tells_of_each_connection_after_subscriptions_stand() throws Exception {
        try (Proxy proxy = new Proxy(broker.uri())) {
            MessageLink link = open(options("a", proxy.uri()));
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            link.subscribe("echo", (topic, payload) -> heard.add("heard"));
            link.onConnected(() -> link.publish("echo", new byte[1], false));
            link.start();
            assertThat(next(heard)).isEqualTo("heard");
            proxy.cut();
            assertThat(next(heard)).isEqualTo("heard");
        }
    }

    @Test
    void lets_handlers_publish_and_wait_for_the_acknowledgement() throws Exception {
        MessageLink link = connected("a");
        BlockingQueue<String> answers = subscribed(link, "answer");
        get(link.subscribe("question", (topic, payload) -> link.publish("answer", payload, false)
                .orTimeout(SECONDS, TimeUnit.SECONDS)
                .join()));
        for (int i = 0; i < 50; i++) {
            link.publish("question", Integer.toString(i).getBytes(UTF_8), false);
        }
        assertThat(next(answers, 50)).containsExactlyInAnyOrderElementsOf(numbered("answer ", 50));
    }

    @Test
    void goes_on_after_a_handler_failed() throws Exception {
        MessageLink link = connected("a");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        get(link.subscribe("trap", (topic, payload) -> {
            heard.add(new String(payload, UTF_8));
            throw new IllegalStateException("handlers may fail");
        }));
        publish(link, "trap", "first");
        publish(link, "trap", "second");
        assertThat(next(heard)).isEqualTo("first");
        assertThat(next(heard)).isEqualTo("second");
    }

    @Test
    void takes_more_publishes_at_once_than_the_broker_allows_in_flight() throws Exception {
        MessageLink link = connected("a");
        BlockingQueue<String> heard = subscribed(link, "burst");
        List<CompletableFuture<Void>> publishes = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            publishes.add(link.publish("burst", Integer.toString(i).getBytes(UTF_8), false));
        }
        get(CompletableFuture.allOf(publishes.toArray(CompletableFuture[]::new)));
        // Not in order: Artemis may let one overtake another.
        assertThat(next(heard, 500)).containsExactlyInAnyOrderElementsOf(numbered("burst ", 500));
    }

    @Test
    void fails_a_publish_that_the_broker_denies() throws Exception {
        MessageLink link = connected("a");
        CompletableFuture<Void> denied = link.publish(TestBroker.FORBIDDEN + "fruit", new byte[1], false);
        assertThatThrownBy(() -> get(denied))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(LinkException.class);
        await(link::connected);
        publish(link, "allowed", "fruit");
    }

    @Test
    void fails_a_subscription_that_the_broker_refuses_and_hears_nothing_where_it_is_granted() throws Exception {
        MessageLink link = connected("a");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CompletableFuture<Void> forbidden =
                link.subscribe(TestBroker.FORBIDDEN + "fruit", (topic, payload) -> heard.add(topic));
        if (broker.refusesSubscriptions()) {
            assertThatThrownBy(() -> get(forbidden))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(LinkException.class);
        } else {
            get(forbidden);
            CompletableFuture<Void> denied = link.publish(TestBroker.FORBIDDEN + "fruit", new byte[1], false);
            assertThatThrownBy(() -> get(denied)).hasCauseInstanceOf(LinkException.class);
            await(link::connected);
            publish(link, "allowed", "fruit");
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void does_not_connect_with_a_wrong_password_and_connects_once_it_is_right() throws Exception {
        BlockingQueue<String> passwords = new LinkedBlockingQueue<>(List.of("wrong", "wrong again"));
        MessageLink link = open(new LinkOptions(
                broker.uri(),
                "a",
                "a",
                () -> Optional.ofNullable(passwords.poll()).orElse(TestBroker.PASSWORD),
                Optional.empty(),
                Optional.empty(),
                QUICK));
        link.start();
        await(link::connected);
        assertThat(passwords).isEmpty();
    }

    @Test
    void fails_a_publish_while_not_connected() {
        MessageLink link = open(options("a", broker.uri()));
        assertThatThrownBy(() -> get(link.publish("anywhere", new byte[1], false)))
                .hasCauseInstanceOf(LinkException.class);
    }

    @Test
    void leaves_no_publish_unanswered_when_the_wire_is_cut() throws Exception {
        try (Proxy proxy = new Proxy(broker.uri())) {
            MessageLink link = started(options("a", proxy.uri()));
            for (int attempt = 0; attempt < 5; attempt++) {
                await(link::connected);
                List<CompletableFuture<Void>> publishes = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    publishes.add(link.publish("doomed", new byte[1000], false));
                }
                publishes.get(attempt * 10).handle((ok, failure) -> ok).get(SECONDS, TimeUnit.SECONDS);
                proxy.cut();
                for (CompletableFuture<Void> publish : publishes) {
                    get(publish.handle((ok, failure) -> "answered"));
                }
            }
        }
    }

    @Test
    void gives_up_a_broker_that_acknowledges_nothing_and_connects_anew() throws Exception {
        try (Proxy proxy = new Proxy(broker.uri())) {
            MessageLink link = started(impatient(options("a", proxy.uri())));
            await(link::connected);
            proxy.silence();
            CompletableFuture<Void> unheard = link.publish("void", new byte[1], false);
            assertThatThrownBy(() -> get(unheard)).hasCauseInstanceOf(LinkException.class);
            await(link::connected);
            publish(link, "heard", "again");
        }
    }

    @Test
    void publishes_the_last_will_when_the_wire_is_cut() throws Exception {
        BlockingQueue<String> heard = subscribed(connected("watcher"), "status/+");
        try (Proxy proxy = new Proxy(broker.uri())) {
            started(withWill(options("mortal", proxy.uri())));
            proxy.close();
            assertThat(next(heard)).isEqualTo("status/mortal gone");
        }
        assertThat(next(subscribed(connected("late"), "status/mortal"))).isEqualTo("status/mortal gone");
    }

    @Test
    void publishes_the_last_will_when_closed() throws Exception {
        BlockingQueue<String> heard = subscribed(connected("watcher"), "status/+");
        started(withWill(options("mortal", broker.uri()))).close();
        assertThat(next(heard)).isEqualTo("status/mortal gone");
    }

    @Test
    void gets_what_was_published_while_it_was_cut_off() throws Exception {
        MessageLink sender = connected("sender");
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        LinkOptions options = options("sleeper", broker.uri());
        MessageLink before = started(options);
        get(before.subscribe("missed", (topic, payload) -> heard.add(new String(payload, UTF_8))));
        before.close();
        publish(sender, "missed", "while away");
        MessageLink after = open(options);
        after.subscribe("missed", (topic, payload) -> heard.add(new String(payload, UTF_8)));
        after.start();
        assertThat(next(heard)).isEqualTo("while away");
    }

    @Test
    void lets_handlers_answer_what_was_published_while_it_was_cut_off() throws Exception {
        MessageLink sender = connected("sender");
        BlockingQueue<String> answers = subscribed(connected("watcher"), "answer");
        LinkOptions options = options("sleeper", broker.uri());
        MessageLink before = started(options);
        get(before.subscribe("question", (topic, payload) -> {}));
        before.close();
        for (String question : numbered("", 50)) {
            publish(sender, "question", question);
        }
        MessageLink after = open(options);
        after.subscribe("question", (topic, payload) -> after.publish("answer", payload, false));
        after.start();
        assertThat(next(answers, 50)).containsExactlyInAnyOrderElementsOf(numbered("answer ", 50));
    }

    @Test
    void gets_a_message_again_that_was_not_handled_when_the_wire_was_cut() throws Exception {
        try (Proxy proxy = new Proxy(broker.uri())) {
            MessageLink link = started(options("a", proxy.uri()));
            CountDownLatch release = new CountDownLatch(1);
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            get(link.subscribe("work", (topic, payload) -> {
                heard.add("begun");
                join(release);
            }));
            publish(connected("b"), "work", "hard");
            assertThat(next(heard)).isEqualTo("begun");
            proxy.cut();
            release.countDown();
            assertThat(next(heard)).isEqualTo("begun");
        }
    }

    @Test
    void comes_back_after_the_broker_restarted_and_misses_nothing() throws Exception {
        MessageLink receiver = connected("receiver");
        BlockingQueue<String> heard = subscribed(receiver, "kept");
        MessageLink sender = connected("sender");
        get(sender.publish("kept", "before".getBytes(UTF_8), true));
        assertThat(next(heard)).isEqualTo("kept before");
        broker.stop();
        await(() -> !receiver.connected() && !sender.connected());
        broker.start();
        await(() -> receiver.connected() && sender.connected());
        publish(sender, "kept", "after");
        String message = next(heard);
        while (message.equals("kept before")) {
            message = next(heard);
        }
        assertThat(message).isEqualTo("kept after");
        assertThat(next(subscribed(connected("late"), "kept"))).isEqualTo("kept before");
    }

    @Test
    void gives_a_filter_that_is_given_again_to_the_new_handler() throws Exception {
        MessageLink link = open(options("a", broker.uri()));
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CompletableFuture<Void> first = link.subscribe("work", (topic, payload) -> heard.add("old"));
        CompletableFuture<Void> second = link.subscribe("work", (topic, payload) -> heard.add("new"));
        CountDownLatch up = new CountDownLatch(1);
        link.onConnected(up::countDown);
        link.start();
        join(up);
        get(first);
        get(second);
        publish(link, "work", "once");
        assertThat(next(heard)).isEqualTo("new");
        assertThat(heard).isEmpty();
    }

    @Test
    void can_be_closed_by_a_handler() throws Exception {
        MessageLink link = connected("a");
        CountDownLatch closed = new CountDownLatch(1);
        get(link.subscribe("work", (topic, payload) -> {
            link.close();
            closed.countDown();
        }));
        link.publish("work", new byte[1], false);
        join(closed);
        assertThat(link.connected()).isFalse();
    }

    @Test
    void gives_up_cleanly_when_closed_without_a_broker() throws Exception {
        broker.stop();
        MessageLink link = open(options("a", broker.uri()));
        CompletableFuture<Void> granted = link.subscribe("never", (topic, payload) -> {});
        link.start();
        link.close();
        assertThatThrownBy(() -> get(granted)).hasCauseInstanceOf(LinkException.class);
        assertThatThrownBy(link::start).isInstanceOf(IllegalStateException.class);
        assertThat(link.connected()).isFalse();
    }

    private MessageLink open(LinkOptions options) {
        MessageLink link = link(options);
        opened.add(link);
        return link;
    }

    private MessageLink started(LinkOptions options) throws Exception {
        MessageLink link = open(options);
        link.start();
        await(link::connected);
        return link;
    }

    private MessageLink connected(String client) throws Exception {
        return started(options(client, broker.uri()));
    }

    private static LinkOptions options(String client, URI uri) {
        return new LinkOptions(
                uri, client, client, () -> TestBroker.PASSWORD, Optional.empty(), Optional.empty(), QUICK);
    }

    private static LinkOptions withWill(LinkOptions options) {
        LastWill will = new LastWill("status/" + options.clientId(), () -> "gone".getBytes(UTF_8), true);
        return new LinkOptions(
                options.broker(),
                options.clientId(),
                options.user(),
                options.password().orElseThrow(),
                options.tls(),
                Optional.of(will),
                options.backoff());
    }

    private static LinkOptions impatient(LinkOptions options) {
        return new LinkOptions(
                options.broker(),
                options.clientId(),
                options.user(),
                options.password(),
                options.tls(),
                options.will(),
                options.backoff(),
                options.keepAlive(),
                options.sessionExpiry(),
                options.maxInFlight(),
                Duration.ofSeconds(2));
    }

    private static BlockingQueue<String> subscribed(MessageLink link, String filter) throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        get(link.subscribe(filter, (topic, payload) -> heard.add(topic + " " + new String(payload, UTF_8))));
        return heard;
    }

    private static void publish(MessageLink link, String topic, String text) throws Exception {
        get(link.publish(topic, text.getBytes(UTF_8), false));
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(SECONDS, TimeUnit.SECONDS);
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        return Optional.ofNullable(heard.poll(SECONDS, TimeUnit.SECONDS)).orElse("nothing");
    }

    private static List<String> next(BlockingQueue<String> heard, int count) throws InterruptedException {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(next(heard));
        }
        return messages;
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    private static void join(CountDownLatch latch) {
        try {
            assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.sleep(5);
        }
    }

    private interface Condition {
        boolean holds();
    }
}
