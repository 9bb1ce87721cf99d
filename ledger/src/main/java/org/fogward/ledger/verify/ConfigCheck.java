package org.fogward.ledger.verify;

import com.google.protobuf.ByteString;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigException;
import org.fogward.ledger.channel.ConfigSuccession;
import org.fogward.ledger.channel.ConfigTransaction;
import org.fogward.ledger.identity.Member;
import org.fogward.ledger.identity.NoMemberException;

/** Whether a later configuration block follows from the configuration before it. */
record ConfigCheck(ChannelConfig before) {
    ChannelConfig next(ByteString envelope) throws ConfigException {
        ConfigTransaction transaction = ConfigTransaction.parse(envelope);
        try {
            Member orderer = before.membership().member(transaction.creator());
            if (!orderer.signed(
                    transaction.envelope().getSignature(),
                    transaction.envelope().getPayload())) {
                throw new ConfigException("the signature on the configuration does not hold");
            }
        } catch (NoMemberException e) {
            throw new ConfigException("the orderer of the configuration: " + e.getMessage(), e);
        }
        ChannelConfig next = ConfigSuccession.after(before, transaction);
        boolean embedded = before.consensus().equals(ChannelConfig.SOLO);
        if (embedded != next.consensus().equals(ChannelConfig.SOLO)) {
            throw new ConfigException("a change of the ordering from " + before.consensus() + " to " + next.consensus()
                    + " is not understood");
        }
        return next;
    }
}
