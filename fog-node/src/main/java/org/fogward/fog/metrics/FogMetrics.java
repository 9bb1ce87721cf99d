package org.fogward.fog.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.fogward.fog.authority.CertificateRefusal;
import org.fogward.fog.broker.LoginRefusal;
import org.fogward.fog.enrol.CodeRefusal;
import org.fogward.fog.limit.LimitReason;
import org.fogward.fog.view.FederationView;
import org.fogward.models.evaluate.SiteScore;
import org.fogward.protocol.seal.DropReason;
import org.fogward.protocol.v1.RefusalReason;

/**
 * A fog node's own meters, in a registry that nothing else in the JVM shares. Counters are moved by whoever does the work;
 * gauges follow the {@link FederationView}s that are {@linkplain #show shown}. Names start with {@code fogward_}, seconds and
 * bytes are the units. Thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus exposition formats</a>
 */
public final class FogMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Counter accepted;
    private final Map<RefusalReason, Counter> refused = new EnumMap<>(RefusalReason.class);
    private final Map<DropReason, Counter> dropped = new EnumMap<>(DropReason.class);
    private final Map<CertificateRefusal, Counter> connections = new EnumMap<>(CertificateRefusal.class);
    private final Map<CodeRefusal, Counter> codes = new EnumMap<>(CodeRefusal.class);
    private final Map<LoginRefusal, Counter> logins = new EnumMap<>(LoginRefusal.class);
    private final Map<LimitReason, Counter> limited = new EnumMap<>(LimitReason.class);
    private final Counter topics;
    private final Timer rounds;
    private final Counter bytesUp;
    private final Counter bytesDown;
    private volatile Gauges gauges = Gauges.BEFORE_THE_FIRST_VIEW;

    /** Registers every meter at zero, so that a rate over the first refusal is seen. */
    public FogMetrics() {
        accepted = Counter.builder("fogward.updates.accepted")
                .description("Updates that were accepted")
                .register(registry);
        for (RefusalReason reason : RefusalReason.values()) {
            if (reason != RefusalReason.UNRECOGNIZED && reason != RefusalReason.REFUSAL_REASON_UNSPECIFIED) {
                refused.put(reason, refusals(reason));
            }
        }
        for (DropReason reason : DropReason.values()) {
            dropped.put(
                    reason,
                    labelled(
                            "fogward.messages.dropped",
                            "Messages that were dropped unopened",
                            reason.name().toLowerCase(Locale.ROOT)));
        }
        for (CertificateRefusal reason : CertificateRefusal.values()) {
            connections.put(
                    reason,
                    labelled(
                            "fogward.connections.refused", "Certificates that were refused at a door", reason.label()));
        }
        for (CodeRefusal reason : CodeRefusal.values()) {
            codes.put(reason, labelled("fogward.enrolments.refused", "Codes that let nobody enrol", reason.label()));
        }
        for (LoginRefusal reason : LoginRefusal.values()) {
            logins.put(reason, labelled("fogward.logins.refused", "Logins that the broker refused", reason.label()));
        }
        for (LimitReason reason : LimitReason.values()) {
            limited.put(
                    reason,
                    labelled("fogward.peers.limited", "Peers that were refused, slowed or sent away", reason.label()));
        }
        topics = Counter.builder("fogward.topics.refused")
                .description("Topics that somebody at the broker reached for and that are not theirs")
                .register(registry);
        rounds = Timer.builder("fogward.round")
                .description("Finished rounds, from announcement to publication")
                .register(registry);
        bytesUp = bytes("up");
        bytesDown = bytes("down");
        gauge("fogward.gateways.registered", "Registered gateways", g -> g.registered);
        gauge("fogward.gateways.online", "Gateways whose last status said online", g -> g.online);
        gauge("fogward.round.current", "Number of the round in progress, 0 if none", g -> g.round);
        gauge("fogward.model.accuracy", "Share of correct answers of the newest scored model", g -> g.accuracy);
        gauge("fogward.model.balanced.accuracy", "Mean recall of the newest scored model", g -> g.balancedAccuracy);
        gauge(
                "fogward.model.worst.site.accuracy",
                "Share of correct answers at the worst site, of the newest model for which sites are known",
                g -> g.worstSite);
        gauge("fogward.model.loss", "Mean evaluation loss of the newest scored model", g -> g.loss);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** Counts an accepted update. */
    public void updateAccepted() {
        accepted.increment();
    }

    /**
     * Counts a refused update.
     *
     * @throws IllegalArgumentException if the reason says nothing
     */
    public void updateRefused(RefusalReason reason) {
        Counter counter = refused.get(reason);
        if (counter == null) {
            throw new IllegalArgumentException("reason: " + reason + " is no reason");
        }
        counter.increment();
    }

    /** Counts a message that was dropped without a look at what it holds. */
    public void messageDropped(DropReason reason) {
        Objects.requireNonNull(dropped.get(reason)).increment();
    }

    /** Counts a certificate that was refused. */
    public void connectionRefused(CertificateRefusal reason) {
        Objects.requireNonNull(connections.get(reason)).increment();
    }

    /** Counts a code that let nobody enrol. */
    public void enrolmentRefused(CodeRefusal reason) {
        Objects.requireNonNull(codes.get(reason)).increment();
    }

    /** Counts a login that the broker refused. */
    public void loginRefused(LoginRefusal reason) {
        Objects.requireNonNull(logins.get(reason)).increment();
    }

    /** Counts that a peer was refused or slowed. */
    public void peerLimited(LimitReason reason) {
        Objects.requireNonNull(limited.get(reason)).increment();
    }

    /** Counts a topic that was refused. */
    public void topicRefused() {
        topics.increment();
    }

    /** Counts a finished round and the time from its announcement to its publication. */
    public void roundFinished(Duration took) {
        rounds.record(took);
    }

    /** Counts bytes that came from gateways. */
    public void bytesUp(long count) {
        bytesUp.increment(count);
    }

    /** Counts bytes that went to gateways. */
    public void bytesDown(long count) {
        bytesDown.increment(count);
    }

    /** Sets the gauges. */
    public void show(FederationView view) {
        gauges = Gauges.of(view);
    }

    /** All meters in Prometheus's text format 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    /** Stops listening to the garbage collector; a later scrape still answers. */
    @Override
    public void close() {
        garbageCollection.close();
    }

    private Counter refusals(RefusalReason reason) {
        String name = reason.name().substring("REFUSAL_REASON_".length()).toLowerCase(Locale.ROOT);
        return labelled("fogward.updates.refused", "Updates that were refused", name);
    }

    private Counter labelled(String name, String description, String reason) {
        return Counter.builder(name)
                .description(description + ", by reason")
                .tag("reason", reason)
                .register(registry);
    }

    private Counter bytes(String direction) {
        return Counter.builder("fogward.gateway.bytes")
                .description("Payload and blob bytes, up from gateways and down to them")
                .tag("direction", direction)
                .register(registry);
    }

    private void gauge(String name, String description, java.util.function.ToDoubleFunction<Gauges> value) {
        Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.gauges))
                .description(description)
                .register(registry);
    }

    /** What the gauges say; NaN where nothing was measured yet. */
    private record Gauges(
            int registered,
            long online,
            long round,
            double accuracy,
            double balancedAccuracy,
            double worstSite,
            double loss) {
        static final Gauges BEFORE_THE_FIRST_VIEW = new Gauges(0, 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

        static Gauges of(FederationView view) {
            var scored = view.rounds().reversed().stream()
                    .filter(round -> round.accuracy().isPresent())
                    .findFirst();
            return new Gauges(
                    view.gateways().size(),
                    view.gateways().stream().filter(gateway -> gateway.online()).count(),
                    view.current().map(current -> current.round()).orElse(0L),
                    scored.map(round -> round.accuracy().orElse(Double.NaN)).orElse(Double.NaN),
                    scored.map(round -> round.balancedAccuracy().orElse(Double.NaN))
                            .orElse(Double.NaN),
                    view.rounds().reversed().stream()
                            .flatMap(round -> round.worstSite().stream())
                            .findFirst()
                            .map(SiteScore::accuracy)
                            .orElse(Double.NaN),
                    scored.map(round -> round.loss().orElse(Double.NaN)).orElse(Double.NaN));
        }
    }
}
