package org.fogward.ledger.verify;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.GenesisBlock;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.ContractAccesses;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.validate.BlockCheck;
import org.fogward.ledger.validate.BlockSeal;
import org.fogward.ledger.validate.CheckedTransaction;
import org.fogward.ledger.validate.CommitHash;
import org.fogward.ledger.validate.ContractDefinitions;
import org.fogward.ledger.validate.IdRule;
import org.fogward.ledger.validate.PeerCheck;
import org.fogward.ledger.validate.PeerSeal;
import org.hyperledger.fabric.protos.common.Block;

/** The chain of a Hyperledger Fabric network, as one of its peers gives it away. Not thread-safe. */
final class PeerForm implements ChainForm {
    private static final String ORGANISATIONS_OWN = "_implicit_org_";

    private ByteString commitHash = ByteString.EMPTY;

    @Override
    public void first(Block block, Findings findings) {
        if (!block.getMetadata().equals(GenesisBlock.metadata())) {
            findings.block(0, "the metadata are not those of a first block");
        }
    }

    @Override
    public void metadata(Block block, long lastConfig, Findings findings) {
        PeerSeal.objection(block, lastConfig)
                .ifPresent(why -> findings.block(block.getHeader().getNumber(), why));
    }

    @Override
    public List<CheckedTransaction> check(Block block, ChannelConfig config, LedgerState state) {
        PeerCheck check = new PeerCheck(config, new ContractDefinitions(config, state));
        return block.getData().getDataList().parallelStream().map(check::check).toList();
    }

    @Override
    public List<CommittedTransaction> judge(List<CheckedTransaction> checked, LedgerState state) {
        return new BlockCheck(state, IdRule.FABRIC).judge(checked);
    }

    @Override
    public void committed(Block block, List<CommittedTransaction> judged, Findings findings) {
        long number = block.getHeader().getNumber();
        ByteString codes = judged.isEmpty() ? BlockSeal.codes(block) : BlockSeal.codes(judged);
        ByteString expected = CommitHash.after(commitHash, number, judged, codes);
        Optional<ByteString> recorded = PeerSeal.commitHash(block);
        if (!recorded.equals(Optional.of(expected))) {
            findings.block(number, "the commit hash is not that of what the block writes");
        }
        // So that one false hash does not make all that follow false.
        commitHash = recorded.orElse(expected);
    }

    @Override
    public boolean repeatable(long block, int index, EndorsedTransaction transaction, Findings findings) {
        for (ContractAccesses each : transaction.contracts()) {
            if (each.accesses().getMetadataWritesCount() > 0) {
                findings.transaction(block, index, "policies of single keys, which it sets, are not understood");
            }
            if (!each.collection().isEmpty() && !each.collection().startsWith(ORGANISATIONS_OWN)) {
                findings.transaction(
                        block, index, "the collection " + each.collection() + " of private data is not understood");
            }
        }
        String contract = transaction.invocation().contract();
        if (contract.equals(FederationContract.NAME)) {
            return true;
        }
        if (!contract.equals(ContractDefinitions.LIFECYCLE)) {
            findings.transaction(block, index, "the contract " + contract + " is not understood");
        } else if (transaction.contracts().stream()
                .anyMatch(each -> each.writes() && !each.contract().equals(ContractDefinitions.LIFECYCLE))) {
            findings.transaction(block, index, "Fabric's own contract writes keys of another one");
        }
        return false;
    }
}
