package org.fogward.ledger.embedded;

import java.util.List;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigException;
import org.fogward.ledger.channel.Policies;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NoMemberException;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.order.ConfigGuard;

/** A ledger in one process takes no configuration in which those in whose names it works mean nothing any more. */
record KeptConfig(LedgerNodes nodes) implements ConfigGuard {
    @Override
    public void require(ChannelConfig next) throws ConfigException {
        if (!next.consensus().equals(ChannelConfig.SOLO)) {
            throw new ConfigException(
                    "ConsensusType must stay " + ChannelConfig.SOLO + ", not become " + next.consensus());
        }
        Member orderer = member(next, "the orderer", nodes.orderer());
        if (!next.policies().satisfied(Policies.BLOCKS, List.of(orderer))) {
            throw new ConfigException("BlockValidation must be satisfied by the ledger's orderer");
        }
        for (SigningIdentity peer : nodes.peers()) {
            member(next, "a peer", peer);
        }
    }

    private static Member member(ChannelConfig next, String who, SigningIdentity identity) throws ConfigException {
        try {
            return next.membership().member(identity.serialized());
        } catch (NoMemberException e) {
            throw new ConfigException(
                    "the ledger itself works with " + who + " of " + identity.mspId() + ", which would be no member: "
                            + e.getMessage(),
                    e);
        }
    }
}
