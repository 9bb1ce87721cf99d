package org.fogward.ledger.state;

/**
 * In which way a contract is called.
 *
 * @param mspId the organisation of the peer that runs it
 * @param evaluation whether the answer is only looked at; then ranges and histories may be read, and writes come to
 *     nothing
 * @param history where histories are read
 */
public record CallRules(String mspId, boolean evaluation, HistoryReader history) {
    /**
     * A call whose writes are to be committed.
     *
     * @param mspId the organisation of the peer that runs it
     * @return the rules
     */
    public static CallRules endorsement(String mspId) {
        return new CallRules(mspId, false, _ -> {
            throw LimitedStub.notOffered("a history to a submitted call");
        });
    }

    /**
     * A call whose answer is only looked at.
     *
     * @param mspId the organisation of the peer that runs it
     * @param history where histories are read
     * @return the rules
     */
    public static CallRules evaluation(String mspId, HistoryReader history) {
        return new CallRules(mspId, true, history);
    }
}
