package org.fogward.ledger.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.AnchorReceipt;
import org.fogward.ledger.AnchoredRound;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.contract.StoredRound;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.validate.BlockCheck;
import org.fogward.ledger.validate.BlockSeal;
import org.fogward.ledger.validate.CheckedTransaction;
import org.fogward.ledger.validate.TransactionCheck;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Judges one block after another again, as the ledger did when it stored them, and builds the world state from them. Not
 * thread-safe.
 */
final class BlockVerification {
    private static final String ANCHOR = "anchorRound";

    private final LedgerState state = new LedgerState();
    private final Replay replay = new Replay();
    private final ChannelConfig config;
    private final TransactionCheck check;
    private final List<AnchoredRound> rounds;
    private final List<String> findings;

    /** Adds what it sees to the lists. */
    BlockVerification(ChannelConfig config, List<AnchoredRound> rounds, List<String> findings) {
        this.config = config;
        this.check = new TransactionCheck(config, FederationContract.NAME);
        this.rounds = rounds;
        this.findings = findings;
    }

    /** The first block was read for its configuration already. */
    void first(Block block) {
        state.apply(BlockHash.ofHeader(block.getHeader()), List.of());
    }

    void next(Block block, LedgerHead head) {
        String place = "block " + block.getHeader().getNumber();
        BlockSeal.objection(block, config).ifPresent(why -> findings.add(place + ": " + why));
        if (!BlockSeal.isOnly(block)) {
            findings.add(place + ": the metadata hold something beside a signature and judgements");
        }
        List<CheckedTransaction> checked =
                block.getData().getDataList().parallelStream().map(check::check).toList();
        List<CommittedTransaction> judged = new BlockCheck(state).judge(checked);
        compare(place, block, checked, judged);
        List<AnchoredRound> anchored = new ArrayList<>();
        for (int i = 0; i < checked.size(); i++) {
            Optional<EndorsedTransaction> transaction = checked.get(i).transaction();
            if (judged.get(i).valid() && transaction.isPresent()) {
                boolean repeats =
                        replay.repeats(place + ", transaction " + i + ": ", state, transaction.get(), findings);
                if (repeats && anchors(transaction.get())) {
                    anchored.add(round(transaction.get(), head));
                }
            }
        }
        rounds.addAll(anchored);
        state.apply(BlockHash.ofHeader(block.getHeader()), judged);
    }

    private void compare(
            String place, Block block, List<CheckedTransaction> checked, List<CommittedTransaction> judged) {
        var recorded = BlockSeal.codes(block);
        if (recorded.size() != judged.size()) {
            findings.add(
                    place + ": there are " + recorded.size() + " judgements on " + judged.size() + " transactions");
            return;
        }
        for (int i = 0; i < judged.size(); i++) {
            int code = judged.get(i).code().getNumber();
            if (code != Byte.toUnsignedInt(recorded.byteAt(i))) {
                String reason = checked.get(i).reason();
                findings.add(place + ", transaction " + i + ": it is recorded as "
                        + TxValidationCode.forNumber(Byte.toUnsignedInt(recorded.byteAt(i))) + " and is "
                        + judged.get(i).code() + (reason.isEmpty() ? "" : ": " + reason));
            }
        }
    }

    private static boolean anchors(EndorsedTransaction transaction) {
        var arguments = transaction.invocation().arguments();
        return transaction.writes()
                && !arguments.isEmpty()
                && arguments.getFirst().toStringUtf8().equals(ANCHOR);
    }

    private static AnchoredRound round(EndorsedTransaction transaction, LedgerHead head) {
        StoredRound stored =
                StoredRound.fromJson(transaction.response().getPayload().toStringUtf8());
        return new AnchoredRound(
                stored.anchor(),
                new AnchorReceipt(stored.transactionId(), head.height() - 1, head.hash(), true),
                stored.at());
    }
}
