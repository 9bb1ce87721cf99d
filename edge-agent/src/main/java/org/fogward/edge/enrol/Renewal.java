package org.fogward.edge.enrol;

import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.fogward.edge.enrol.EnrolmentException.Remedy;
import org.fogward.edge.identity.Enrolment;
import org.fogward.edge.identity.KeyVault;
import org.fogward.edge.tls.GatewayTls;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.identity.GatewayId;
import org.fogward.protocol.link.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a gateway's certificate good: gets the next one, for a new key, when a third of its life is left, and with it the roots to
 * trust. What is kept is always a whole pair of key and certificate, the old or the new; connections that stand are not touched.
 * Thread-safe; the work is done by a thread of its own.
 */
public final class Renewal implements AutoCloseable {
    /** Half a minute, up to an hour. */
    public static final Backoff PATIENT = new Backoff(Duration.ofSeconds(30), Duration.ofHours(1));

    private static final long CLOSE_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

    private final Subject subject;
    private final KeyVault vault;
    private final URI door;
    private final Clock clock;
    private final Backoff backoff;
    private final CertificateCheck check;
    private final SplittableRandom random;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("renewal").daemon().factory());
    private volatile Optional<Failure> failure = Optional.empty();
    private volatile Instant next = Instant.MIN;
    private volatile Optional<String> said = Optional.empty();

    /**
     * For one enrolled gateway.
     *
     * @param federation whom it learns with
     * @param gateway its name there
     * @param vault holds its enrolment
     * @param door the fog node's {@code https://host:port}
     * @param clock tells when it is time
     * @param backoff the pauses after failures
     */
    public Renewal(FederationId federation, GatewayId gateway, KeyVault vault, URI door, Clock clock, Backoff backoff) {
        this.subject = new Subject(federation, gateway, vault.signingKey().verificationKey());
        this.vault = vault;
        this.door = door;
        this.clock = clock;
        this.backoff = backoff;
        this.check = new CertificateCheck(subject, clock);
        this.random = new SplittableRandom(gateway.value().hashCode());
    }

    /** Begins to renew if it is time to, without waiting for the end; to be called from time to time. */
    public void consider() {
        alarm().filter(alarm -> !said.equals(Optional.of(alarm))).ifPresent(alarm -> {
            said = Optional.of(alarm);
            LOG.error("Alarm: {}", alarm);
        });
        if (isTime() && busy.compareAndSet(false, true)) {
            try {
                worker.execute(this::attempt);
            } catch (RejectedExecutionException e) {
                LOG.debug("Closed meanwhile");
            }
        }
    }

    /** What a person has to know about the certificate: it ended, or will soon and the fog node does not renew it. */
    public Optional<String> alarm() {
        Optional<RenewalTimes> times = times();
        if (times.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (now.isAfter(times.get().end())) {
            return Optional.of("the gateway's certificate ended on "
                    + times.get().end() + ": ask the fog node's operator for a code and enrol again");
        }
        return failure.filter(last -> last.remedy() != Remedy.TRY_AGAIN
                        || now.isAfter(times.get().late()))
                .map(last -> "the gateway's certificate ends on " + times.get().end() + " and is not renewed: "
                        + last.message());
    }

    /** Abandons what is under way; nothing of it was kept. */
    @Override
    public void close() {
        worker.shutdownNow();
        try {
            if (!worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The renewal of the certificate did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<RenewalTimes> times() {
        return vault.enrolment().map(kept -> RenewalTimes.of(kept.certificate(), subject.gateway()));
    }

    private boolean isTime() {
        Instant now = clock.instant();
        return times().filter(times -> !now.isBefore(times.due()) && !now.isAfter(times.end()))
                        .isPresent()
                && !now.isBefore(next);
    }

    private void attempt() {
        Instant begun = clock.instant();
        try {
            Enrolment before = vault.enrolment().orElseThrow();
            try (EstClient client = new EstClient(door, GatewayTls.following(() -> before))) {
                Enrolment renewed = renewed(client, before);
                vault.keep(renewed);
                // Whatever the fog node issues, and whatever clocks say: no certificate after another without a pause.
                next = begun.plus(backoff.longest());
                failure = Optional.empty();
                said = Optional.empty();
                LOG.info(
                        "The gateway's certificate is renewed until {}",
                        renewed.certificate().getNotAfter().toInstant());
            }
        } catch (EnrolmentException e) {
            failed(begun, e, e.remedy(), e.retryAfter());
        } catch (IOException | RuntimeException e) {
            failed(begun, e, Remedy.LOOK_INTO_IT, Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            busy.set(false);
        }
    }

    private Enrolment renewed(EstClient client, Enrolment before) throws IOException, InterruptedException {
        List<X509Certificate> offered = client.authorities();
        List<X509Certificate> roots = TrustedRoots.after(before.roots(), offered, clock.instant());
        if (roots.isEmpty()) {
            throw new EnrolmentException(
                    Remedy.NEW_CODE, "every root that this gateway trusts has ended; ask for a code and enrol again");
        }
        if (!roots.equals(before.roots())) {
            LOG.info(
                    "The gateway trusts {} roots from now on, {} before",
                    roots.size(),
                    before.roots().size());
            vault.keep(before.withRoots(roots));
        }
        KeyPair key = vault.newTlsKey();
        List<X509Certificate> answer = client.renew(CertificateRequest.of(subject, key));
        List<X509Certificate> all =
                Stream.concat(answer.stream(), offered.stream()).toList();
        return new Enrolment(key.getPrivate(), check.chain(key.getPublic(), all, roots), roots, before.settings());
    }

    private void failed(Instant begun, Exception cause, Remedy remedy, Optional<Duration> retryAfter) {
        String message = String.valueOf(cause.getMessage());
        int failures = failure.map(Failure::count).orElse(0) + 1;
        Duration pause = backoff.delay(failures, random);
        Duration wait = retryAfter.filter(asked -> asked.compareTo(pause) > 0).orElse(pause);
        next = begun.plus(wait);
        failure = Optional.of(new Failure(failures, message, remedy));
        LOG.warn("The gateway's certificate was not renewed: {}; next attempt in {} s", message, wait.toSeconds());
    }

    private record Failure(int count, String message, Remedy remedy) {}
}
