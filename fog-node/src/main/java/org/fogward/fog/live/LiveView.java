package org.fogward.fog.live;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.fogward.fog.admission.RefusalNames;
import org.fogward.fog.plan.Plan;
import org.fogward.fog.registry.GatewayActivity;
import org.fogward.fog.registry.GatewayRegistry;
import org.fogward.fog.round.Round;
import org.fogward.fog.round.RoundPhase;
import org.fogward.fog.round.RoundPlace;
import org.fogward.fog.round.RoundResult;
import org.fogward.fog.round.RoundScore;
import org.fogward.fog.round.RoundStore;
import org.fogward.fog.round.RoundTally;
import org.fogward.fog.round.RoundUpdate;
import org.fogward.fog.view.CurrentRound;
import org.fogward.fog.view.FederationState;
import org.fogward.fog.view.FederationView;
import org.fogward.fog.view.LedgerView;
import org.fogward.fog.view.PlanSummary;
import org.fogward.fog.view.RoundSummary;
import org.fogward.models.parameter.ParameterLayout;
import org.fogward.protocol.identity.FederationId;
import org.fogward.protocol.v1.RefusalReason;

/** Puts views together from the store and from what is seen of the gateways. Thread-safe. */
public final class LiveView {

    private final FederationId federation;
    private final Plan plan;
    private final PlanSummary summary;
    private final RoundStore store;
    private final GatewayRegistry registry;
    private final GatewayActivity activity;
    private final Supplier<LedgerView> ledger;
    private final Clock clock;
    private final Map<Long, RoundSummary> complete = new HashMap<>();

    /**
     * A view of one federation.
     *
     * @param ledger what is shown of the ledger
     */
    public LiveView(
            FederationId federation,
            Plan plan,
            RoundStore store,
            GatewayRegistry registry,
            GatewayActivity activity,
            Supplier<LedgerView> ledger,
            Clock clock) {
        this.federation = federation;
        this.plan = plan;
        this.summary = summary(plan);
        this.store = store;
        this.registry = registry;
        this.activity = activity;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The federation now. */
    public FederationView take() {
        Optional<Round> newest = store.newest();
        return new FederationView(
                federation.value(),
                clock.instant(),
                newest.map(this::state).orElse(FederationState.STARTING),
                summary,
                newest.filter(round -> round.phase() != RoundPhase.COMBINED).map(this::current),
                history(),
                activity.summaries(registry),
                refusals(),
                ledger.get());
    }

    private FederationState state(Round newest) {
        return switch (newest.phase()) {
            case OPEN -> FederationState.OPEN;
            case CLOSED -> FederationState.CLOSED;
            case COMBINED -> FederationState.FINISHED;
        };
    }

    private CurrentRound current(Round round) {
        RoundTally tally = store.updates().tally(round.number());
        return new CurrentRound(
                round.number(),
                round.openedAt(),
                round.deadline(),
                tally.accepted(),
                tally.refused(),
                round.baseModel().hex());
    }

    private synchronized List<RoundSummary> history() {
        Map<Long, RoundScore> scores = new HashMap<>();
        store.scores().forEach(score -> scores.put(score.round(), score));
        Map<Long, RoundPlace> places = new HashMap<>();
        store.places().forEach(place -> places.put(place.round(), place));
        return store.results().stream()
                .map(result -> finished(
                        result,
                        Optional.ofNullable(places.get(result.round())),
                        Optional.ofNullable(scores.get(result.round()))))
                .toList();
    }

    /** A round that has its place and its score does not change any more, but for the worst site, which gateways tell of later. */
    private RoundSummary finished(RoundResult result, Optional<RoundPlace> place, Optional<RoundScore> score) {
        RoundSummary known = complete.get(result.round());
        if (known != null && known.worstSite().equals(score.flatMap(RoundScore::worst))) {
            return known;
        }
        RoundSummary made = summary(result, place, score);
        if (score.isPresent() && place.isPresent()) {
            complete.put(result.round(), made);
        }
        return made;
    }

    private RoundSummary summary(RoundResult result, Optional<RoundPlace> place, Optional<RoundScore> score) {
        RoundTally tally = store.updates().tally(result.round());
        long participants = store.updates().of(result.round()).stream()
                .map(RoundUpdate::gateway)
                .distinct()
                .count();
        return new RoundSummary(
                result.round(),
                (int) participants,
                tally.accepted(),
                tally.refused(),
                store.round(result.round()).orElseThrow().openedAt(),
                result.seconds(),
                value(score, RoundScore::accuracy),
                value(score, RoundScore::balancedAccuracy),
                score.flatMap(RoundScore::worst),
                value(score, RoundScore::loss),
                result.trainLoss(),
                result.bytesUp(),
                result.bytesDown(),
                place.map(RoundPlace::ledgerTransaction),
                place.stream().mapToLong(RoundPlace::block).findFirst(),
                result.merkleRoot().hex(),
                result.newModel().hex());
    }

    private static OptionalDouble value(Optional<RoundScore> score, ToDoubleFunction<RoundScore> part) {
        return score.stream().mapToDouble(part).findFirst();
    }

    private Map<String, Long> refusals() {
        Map<RefusalReason, Long> counted = store.updates().refusals();
        Map<String, Long> refusals = new TreeMap<>();
        RefusalNames.reasons()
                .forEach(reason -> refusals.put(RefusalNames.of(reason), counted.getOrDefault(reason, 0L)));
        return refusals;
    }

    private static PlanSummary summary(Plan plan) {
        return new PlanSummary(
                plan.digest().hex(),
                plan.model().family().name().toLowerCase(Locale.ROOT),
                ParameterLayout.of(plan.model()).parameters(),
                plan.rule(),
                plan.server().optimizer(),
                plan.update().up().codec(),
                plan.rounds().count(),
                plan.rounds().quorum(),
                plan.rounds().waitForAll(),
                plan.rounds().deadline().toSeconds());
    }
}
