package org.fogward.ledger.embedded;

import org.fogward.ledger.channel.CurrentChannel;
import org.fogward.ledger.order.Judge;
import org.fogward.ledger.validate.CheckedTransaction;
import org.fogward.ledger.validate.TransactionCheck;

/** Judges under the configuration that counts now what was handed in under an earlier one. */
record CurrentJudge(CurrentChannel channel, String contract) implements Judge {
    @Override
    public long sequence() {
        return channel.config().sequence();
    }

    @Override
    public CheckedTransaction again(CheckedTransaction transaction) {
        return new TransactionCheck(channel.config(), contract).check(transaction.bytes());
    }
}
