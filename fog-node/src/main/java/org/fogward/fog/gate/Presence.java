package org.fogward.fog.gate;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps streams that stay open to those who stay signed in, and to so many for each of them. Thread-safe.
 */
@Singleton
public final class Presence {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int MOST = 256;
    private static final int MOST_OF_A_SESSION = 8;
    private static final int MOST_OF_AN_ADDRESS = 64;

    private final Gatehouse house;
    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    /** Nobody listens yet. */
    public Presence(Gatehouse house) {
        this.house = house;
    }

    /**
     * A stream that ends when its listener's session does, two seconds later at most.
     *
     * @throws HttpStatusException 429 if the visitor has too many open, 503 if all together have
     */
    public <T> Publisher<T> whileSignedIn(Visitor visitor, Publisher<T> stream) {
        enter(visitor);
        Flux<Long> gone = Flux.interval(LOOK, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .filter(tick -> !house.sessions().lasts(visitor.session()));
        return Flux.from(stream).takeUntilOther(gone).doFinally(end -> leave(visitor));
    }

    private synchronized void enter(Visitor visitor) {
        if (all >= MOST) {
            throw new HttpStatusException(HttpStatus.SERVICE_UNAVAILABLE, "too many pages are open");
        }
        if (open.getOrDefault(visitor.session().id(), 0) >= MOST_OF_A_SESSION
                || open.getOrDefault(visitor.address(), 0) >= MOST_OF_AN_ADDRESS) {
            throw new HttpStatusException(HttpStatus.TOO_MANY_REQUESTS, "too many pages are open");
        }
        all++;
        open.merge(visitor.session().id(), 1, Integer::sum);
        open.merge(visitor.address(), 1, Integer::sum);
    }

    private synchronized void leave(Visitor visitor) {
        all--;
        open.computeIfPresent(visitor.session().id(), (key, count) -> count == 1 ? null : count - 1);
        open.computeIfPresent(visitor.address(), (key, count) -> count == 1 ? null : count - 1);
    }
}
