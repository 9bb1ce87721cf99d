package org.fogward.ledger.contract;

import java.util.Optional;
import java.util.stream.Stream;
import org.fogward.ledger.budget.PrivacySpend;
import org.fogward.ledger.federation.PrivacyLimit;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.RecordKind;

/** Records what is spent of the privacy budget, up to the plan's limit. */
final class BudgetRules {
    private final TaskRules tasks = new TaskRules();

    String spend(Call call, PrivacySpend spend) {
        call.admit(spend.federation(), Role.CLIENT);
        Optional<String> standing = call.standing(
                "the budget spent up to round " + spend.round(),
                spend,
                PrivacySpend.class,
                kind(spend),
                key(spend, spend.round()));
        if (standing.isPresent()) {
            return standing.get();
        }
        spend.gateway()
                .ifPresent(gateway ->
                        ParticipantRules.requireOwn(call, ParticipantRules.gateway(call, spend.federation(), gateway)));
        tasks.inForce(call, spend.federation(), spend.planDigest(), spend.round())
                .limit()
                .ifPresent(limit -> requireWithin(spend, limit));
        spend.previousRound().ifPresent(previous -> requireNotLess(call, spend, previous));
        String stored = call.put(spend, kind(spend), key(spend, spend.round()));
        call.tell(ChangeKind.PRIVACY_SPENT, stored);
        return stored;
    }

    private static void requireWithin(PrivacySpend spend, PrivacyLimit limit) {
        if (spend.deltaExponent() < limit.deltaExponent()) {
            throw Refusal.conflict("deltaExponent is less than " + limit.deltaExponent() + ", the plan's limit");
        }
        if (spend.epsilonMillionths() > limit.epsilonMillionths()) {
            throw Refusal.conflict("epsilonMillionths is beyond " + limit.epsilonMillionths() + ", the plan's limit");
        }
    }

    /** Totals at different deltas cannot be compared. */
    private static void requireNotLess(Call call, PrivacySpend spend, long previousRound) {
        PrivacySpend before = call.require(
                        "the budget spent up to round " + previousRound,
                        PrivacySpend.class,
                        kind(spend),
                        key(spend, previousRound))
                .record();
        if (before.deltaExponent() == spend.deltaExponent() && before.epsilonMillionths() > spend.epsilonMillionths()) {
            throw Refusal.conflict("epsilonMillionths is less than " + before.epsilonMillionths()
                    + ", which was spent up to round " + previousRound);
        }
    }

    private static RecordKind kind(PrivacySpend spend) {
        return spend.gateway().isPresent() ? RecordKind.GATEWAY_SPEND : RecordKind.FEDERATION_SPEND;
    }

    private static Object[] key(PrivacySpend spend, long round) {
        return Stream.concat(Stream.concat(Stream.of(spend.federation()), spend.gateway().stream()), Stream.of((Object)
                        round))
                .toArray();
    }
}
