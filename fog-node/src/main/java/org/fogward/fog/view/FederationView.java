package org.fogward.fog.view;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that is shown of a federation, taken at one moment. It holds no key, no sample and no parameter, so that it may
 * be served as it is. Immutable.
 *
 * @param federation the federation's id
 * @param takenAt when this snapshot was taken
 * @param state what the fog node is doing
 * @param plan the plan in a few words
 * @param current the round in progress, none before the first and after the last
 * @param rounds the finished rounds, ascending by number
 * @param gateways the registered gateways, ascending by id
 * @param refusals how many updates were refused since the federation began, by the reason's name in lower case; every reason
 *     is there, with zero if it never occurred
 * @param ledger what the ledger says, as far as it was followed
 */
public record FederationView(
        String federation,
        Instant takenAt,
        FederationState state,
        PlanSummary plan,
        Optional<CurrentRound> current,
        List<RoundSummary> rounds,
        List<GatewaySummary> gateways,
        Map<String, Long> refusals,
        LedgerView ledger) {

    /** Copies the collections; the refusals are kept in order of their names. */
    public FederationView {
        rounds = List.copyOf(rounds);
        gateways = List.copyOf(gateways);
        refusals = Collections.unmodifiableMap(new TreeMap<>(refusals));
    }
}
