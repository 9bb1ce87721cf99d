package org.fogward.ledger.endorse;

import java.time.Clock;
import java.util.List;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.CurrentChannel;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NoMemberException;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.ReceivedProposal;
import org.fogward.ledger.transaction.TransactionHeader;

/** Whether a proposal is a member's, signed, new, and for this channel. Safe for several threads. */
public final class ProposalCheck {
    private final CurrentChannel channel;
    private final LedgerState state;
    private final Clock clock;

    /**
     * A check.
     *
     * @param channel who belongs to the channel
     * @param state what was committed
     * @param clock tells whether a certificate has ended
     */
    public ProposalCheck(CurrentChannel channel, LedgerState state, Clock clock) {
        this.channel = channel;
        this.state = state;
        this.clock = clock;
    }

    /**
     * Checks a proposal.
     *
     * @param proposal a well-formed proposal
     * @param policy who may propose this
     * @throws ProposalException in Fabric's words, and why
     */
    public void require(ReceivedProposal proposal, String policy) throws ProposalException {
        ChannelConfig config = channel.config();
        TransactionHeader header = proposal.invocation().header();
        String denied = "access denied: channel [" + header.channel() + "] creator ";
        try {
            Member creator = config.membership().member(header.creator(), header.timestamp());
            if (!creator.validAt(clock.instant())) {
                throw new ProposalException("proposal client identity expired " + creator.to());
            }
            if (!proposal.signedBy(creator)) {
                throw new ProposalException(
                        denied + "org [" + creator.mspId() + "]: the signature over the proposal is not valid");
            }
            if (!config.policies().satisfied(policy, List.of(creator))) {
                throw new ProposalException(denied + "org [" + creator.mspId() + "]: a "
                        + creator.role().unit() + " does not satisfy " + policy);
            }
        } catch (NoMemberException e) {
            throw new ProposalException(denied + "is no member: " + e.getMessage(), e);
        }
        if (state.transaction(header.transactionId()).isPresent()) {
            throw new ProposalException("duplicate transaction found [" + header.transactionId() + "]. Creator ["
                    + header.creator().size() + " bytes]");
        }
    }
}
