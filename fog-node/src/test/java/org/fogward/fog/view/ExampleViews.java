package org.fogward.fog.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.fogward.fog.view.GatewaySummary.UpdateOutcome;
import org.fogward.models.evaluate.SiteScore;
import org.fogward.protocol.digest.Digest;

/** A federation of seven clinics at several moments. */
public final class ExampleViews {
    private static final List<String> CLINICS =
            List.of("aurora", "birchwood", "cedar-hill", "dunmore", "eastgate", "fairview", "glenside");
    private static final int ROUNDS = 20;

    private ExampleViews() {}

    /** Nobody is registered, no round was opened. */
    public static FederationView starting() {
        return new FederationView(
                "city-heart-study",
                Instant.now(),
                FederationState.STARTING,
                plan(),
                Optional.empty(),
                List.of(),
                List.of(),
                noRefusals(),
                LedgerView.EMPTY);
    }

    /** Some rounds are done, one is open, one gateway is away and one was refused. */
    public static FederationView running(int finished) {
        Instant now = Instant.now();
        return new FederationView(
                "city-heart-study",
                now,
                FederationState.OPEN,
                plan(),
                Optional.of(new CurrentRound(
                        finished + 1, now.minusSeconds(14), now.plusSeconds(46), 4, 1, digest("model" + finished))),
                rounds(finished, now),
                gateways(finished + 1, now),
                refusals(),
                ExampleLedgers.running());
    }

    /** The plan is over. */
    public static FederationView finished() {
        Instant now = Instant.now();
        return new FederationView(
                "city-heart-study",
                now,
                FederationState.FINISHED,
                plan(),
                Optional.empty(),
                rounds(ROUNDS, now),
                gateways(ROUNDS, now),
                refusals(),
                ExampleLedgers.running());
    }

    /** The same moment of a federation that knows nothing of its sites. */
    public static FederationView withoutSites(FederationView view) {
        return withRounds(view, round -> changed(round, Optional.empty(), round.merkleRoot()));
    }

    /** The same moment, with the whole model sent down in round 1 and a few bytes either way in the rounds after it. */
    public static FederationView sparse(FederationView view) {
        return withRounds(
                view, round -> round.round() == 1 ? sent(round, 480, 75_300) : sent(round, 400 + round.round(), 600));
    }

    private static FederationView withRounds(FederationView view, UnaryOperator<RoundSummary> change) {
        return new FederationView(
                view.federation(),
                view.takenAt(),
                view.state(),
                view.plan(),
                view.current(),
                view.rounds().stream().map(change).toList(),
                view.gateways(),
                view.refusals(),
                view.ledger());
    }

    /** The same moment, with one gateway's row changed. */
    public static FederationView with(FederationView view, GatewaySummary changed) {
        List<GatewaySummary> gateways = view.gateways().stream()
                .map(gateway -> gateway.gateway().equals(changed.gateway()) ? changed : gateway)
                .toList();
        return new FederationView(
                view.federation(),
                Instant.now(),
                view.state(),
                view.plan(),
                view.current(),
                view.rounds(),
                gateways,
                view.refusals(),
                view.ledger());
    }

    /** The same moment, with another ledger. */
    public static FederationView withLedger(FederationView view, LedgerView ledger) {
        return new FederationView(
                view.federation(),
                view.takenAt(),
                view.state(),
                view.plan(),
                view.current(),
                view.rounds(),
                view.gateways(),
                view.refusals(),
                ledger);
    }

    /** A gateway whose newest update was refused. */
    public static GatewaySummary refused(String gateway, long round, String reason, String detail) {
        return new GatewaySummary(
                gateway,
                true,
                812,
                Optional.of(new UpdateOutcome(round, Instant.now(), Optional.of(reason), detail)),
                1_402_113,
                1_731_024,
                Optional.empty(),
                Optional.empty());
    }

    /** The same round with another root on the ledger. */
    public static RoundSummary anchored(RoundSummary round, String merkleRoot) {
        return changed(round, round.worstSite(), merkleRoot);
    }

    private static RoundSummary changed(RoundSummary round, Optional<SiteScore> worstSite, String merkleRoot) {
        return changed(round, worstSite, round.bytesUp(), round.bytesDown(), merkleRoot);
    }

    private static RoundSummary sent(RoundSummary round, long bytesUp, long bytesDown) {
        return changed(round, round.worstSite(), bytesUp, bytesDown, round.merkleRoot());
    }

    private static RoundSummary changed(
            RoundSummary round, Optional<SiteScore> worstSite, long bytesUp, long bytesDown, String merkleRoot) {
        return new RoundSummary(
                round.round(),
                round.participants(),
                round.accepted(),
                round.refused(),
                round.openedAt(),
                round.seconds(),
                round.accuracy(),
                round.balancedAccuracy(),
                worstSite,
                round.loss(),
                round.trainLoss(),
                bytesUp,
                bytesDown,
                round.ledgerTransaction(),
                round.block(),
                merkleRoot,
                round.modelDigest());
    }

    private static PlanSummary plan() {
        return new PlanSummary(
                digest("plan"), "ecg", 18_437, "fedavg", "fedadam", "dense-float16", ROUNDS, 5, true, 60);
    }

    private static List<RoundSummary> rounds(int count, Instant now) {
        SplittableRandom random = new SplittableRandom(7);
        List<RoundSummary> rounds = new ArrayList<>();
        for (int round = 1; round <= count; round++) {
            double progress = 1 - Math.exp(-round / 4.5);
            double accuracy = .38 + .52 * progress + random.nextDouble(-.015, .015);
            boolean scored = round < count || count == ROUNDS;
            rounds.add(new RoundSummary(
                    round,
                    7,
                    round % 5 == 0 ? 6 : 7,
                    round % 5 == 0 ? 1 : 0,
                    now.minus(Duration.ofSeconds(62L * (count - round + 1))),
                    42.3 + random.nextDouble(16),
                    scored ? OptionalDouble.of(accuracy) : OptionalDouble.empty(),
                    scored ? OptionalDouble.of(accuracy - .09 + .05 * progress) : OptionalDouble.empty(),
                    scored
                            ? Optional.of(new SiteScore(CLINICS.get(round % 3), accuracy - .17 + .06 * progress, 42))
                            : Optional.empty(),
                    scored ? OptionalDouble.of(1.45 - 1.1 * progress) : OptionalDouble.empty(),
                    1.52 - 1.25 * progress + random.nextDouble(-.02, .02),
                    36_900 + random.nextInt(900),
                    75_300,
                    Optional.of(digest("transaction" + round)),
                    OptionalLong.of(round),
                    digest("root" + round),
                    digest("model" + round)));
        }
        return rounds;
    }

    private static List<GatewaySummary> gateways(int round, Instant now) {
        List<GatewaySummary> gateways = new ArrayList<>();
        for (int i = 0; i < CLINICS.size(); i++) {
            boolean away = i == 3;
            Optional<String> refusal = i == 5 ? Optional.of("norm_out_of_bounds") : Optional.empty();
            gateways.add(new GatewaySummary(
                    CLINICS.get(i),
                    !away,
                    412 + 187L * ((i * 5) % 7),
                    Optional.of(new UpdateOutcome(
                            away ? round - 2 : round - i / 6,
                            now.minusSeconds(away ? 161 : 3 + 4L * i),
                            refusal,
                            refusal.isPresent() ? "delta: its norm 41.7 is above 10" : "")),
                    37_000L * (round - 2 * (i % 3)),
                    75_300L * (round - (i % 2)),
                    Optional.empty(),
                    i == 4 ? Optional.of("operator: the box is missing") : Optional.empty()));
        }
        return gateways;
    }

    private static Map<String, Long> refusals() {
        Map<String, Long> refusals = noRefusals();
        refusals.put("norm_out_of_bounds", 3L);
        refusals.put("wrong_round", 1L);
        return refusals;
    }

    private static Map<String, Long> noRefusals() {
        Map<String, Long> refusals = new TreeMap<>();
        for (String reason : List.of(
                "malformed",
                "too_large",
                "unknown_gateway",
                "bad_signature",
                "wrong_round",
                "stale_model",
                "duplicate",
                "non_finite",
                "norm_out_of_bounds")) {
            refusals.put(reason, 0L);
        }
        return refusals;
    }

    private static String digest(String of) {
        return Digest.of(of.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hex();
    }
}
