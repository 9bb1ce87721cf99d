package org.fogward.ledger.verify;

import java.util.List;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.GenesisBlock;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.validate.BlockCheck;
import org.fogward.ledger.validate.BlockSeal;
import org.fogward.ledger.validate.CheckedTransaction;
import org.fogward.ledger.validate.TransactionCheck;
import org.hyperledger.fabric.protos.common.Block;

/** The chain of an embedded ledger: one contract, one orderer, and nothing but a signature and judgements as metadata. */
record EmbeddedForm() implements ChainForm {
    @Override
    public void first(Block block, Findings findings) {
        if (!block.getMetadata().equals(GenesisBlock.metadata())) {
            findings.block(0, "the metadata are not those of a first block");
        }
    }

    @Override
    public void metadata(Block block, long lastConfig, Findings findings) {
        if (!BlockSeal.isOnly(block, lastConfig)) {
            findings.block(
                    block.getHeader().getNumber(), "the metadata hold something beside a signature and judgements");
        }
    }

    @Override
    public List<CheckedTransaction> check(Block block, ChannelConfig config, LedgerState state) {
        TransactionCheck check = new TransactionCheck(config, FederationContract.NAME);
        return block.getData().getDataList().parallelStream().map(check::check).toList();
    }

    @Override
    public List<CommittedTransaction> judge(List<CheckedTransaction> checked, LedgerState state) {
        return new BlockCheck(state).judge(checked);
    }

    @Override
    public void committed(Block block, List<CommittedTransaction> judged, Findings findings) {
        // An embedded ledger writes down nothing else.
    }

    @Override
    public boolean repeatable(long block, int index, EndorsedTransaction transaction, Findings findings) {
        return true;
    }
}
