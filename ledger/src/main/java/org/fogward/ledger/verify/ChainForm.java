package org.fogward.ledger.verify;

import java.util.List;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.common.Block;

/** In what the chain of an embedded ledger and that of a Fabric network differ. */
sealed interface ChainForm permits EmbeddedForm, PeerForm {
    /** Looks at the metadata of the block that the channel begins with. */
    void first(Block block, Findings findings);

    /** Looks at what the metadata of another block hold beside signatures and judgements. */
    void metadata(Block block, long lastConfig, Findings findings);

    /** Judges a block's transactions, in order. */
    List<CheckedTransaction> check(Block block, ChannelConfig config, LedgerState state);

    /** Judges them together. */
    List<CommittedTransaction> judge(List<CheckedTransaction> checked, LedgerState state);

    /** Looks at what follows from the judgements, with nothing for a configuration. */
    void committed(Block block, List<CommittedTransaction> judged, Findings findings);

    /** Whether running the contract again shows that a valid transaction is right; findings where nothing shows it. */
    boolean repeatable(long block, int index, EndorsedTransaction transaction, Findings findings);
}
