package org.fogward.fog.dashboard;

import io.micronaut.http.sse.Event;
import io.micronaut.json.JsonMapper;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fogward.fog.health.HealthChecks;
import org.fogward.fog.view.ViewSource;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * The stream of server-sent events that every open page listens to: a {@code state} at once and after each change, written
 * as JSON once for all listeners, and a {@code heartbeat} in between, by which a page notices a dead connection. A listener that is
 * slow misses states, never the newest.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
@Singleton
final class StateFeed {
    private static final Logger LOG = LoggerFactory.getLogger(StateFeed.class);
    private static final Duration COALESCE = Duration.ofMillis(200);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    private final ViewSource views;
    private final HealthChecks health;
    private final JsonMapper json;
    private final Sinks.Many<Event<String>> states = Sinks.many().replay().latest();
    private final Sinks.Many<Event<String>> heartbeats =
            Sinks.many().multicast().directBestEffort();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("fog-page-feed").factory());
    private final AtomicBoolean changed = new AtomicBoolean(true);
    private final ViewSource.Subscription subscription;
    private List<Problem> shownProblems = List.of();

    StateFeed(ViewSource views, HealthChecks health, JsonMapper json) {
        this.views = views;
        this.health = health;
        this.json = json;
        subscription = views.subscribe(view -> changed.set(true));
    }

    @PostConstruct
    void start() {
        clock.scheduleWithFixedDelay(guarded(this::publishChange), 0, COALESCE.toMillis(), TimeUnit.MILLISECONDS);
        long beat = HEARTBEAT.toMillis();
        clock.scheduleWithFixedDelay(guarded(this::beat), beat, beat, TimeUnit.MILLISECONDS);
    }

    Publisher<Event<String>> events() {
        return Flux.merge(
                1, states.asFlux().onBackpressureLatest(), heartbeats.asFlux().onBackpressureDrop());
    }

    PageState state() {
        return PageState.of(views.snapshot(), health);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        subscription.close();
        clock.shutdownNow();
        if (!clock.awaitTermination(5, TimeUnit.SECONDS)) {
            LOG.warn("the page's feed is still busy, its listeners are cut off");
        }
        states.tryEmitComplete();
        heartbeats.tryEmitComplete();
    }

    private void publishChange() throws IOException {
        if (changed.getAndSet(false)) {
            publish(state());
        }
    }

    private void beat() throws IOException {
        PageState state = state();
        if (state.problems().equals(shownProblems)) {
            heartbeats.tryEmitNext(Event.of("{}").name("heartbeat"));
        } else {
            publish(state);
        }
    }

    private void publish(PageState state) throws IOException {
        shownProblems = state.problems();
        states.tryEmitNext(
                Event.of(json.writeValueAsString(state)).name("state").retry(RECONNECT));
    }

    /** A scheduled task that throws would never run again. */
    private static Runnable guarded(Publication task) {
        return () -> {
            try {
                task.run();
            } catch (IOException | RuntimeException e) {
                LOG.warn("the page could not be told of a change: {}", e.toString());
            }
        };
    }

    private interface Publication {
        void run() throws IOException;
    }
}
