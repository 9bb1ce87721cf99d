package org.fogward.ledger.verify;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import org.fogward.ledger.LedgerHead;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.ConfigException;
import org.fogward.ledger.channel.ConfigTransaction;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.validate.BlockSeal;
import org.fogward.ledger.validate.BlockSignatures;
import org.fogward.ledger.validate.CheckedTransaction;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/**
 * Judges one block after another again, as the ledger did when it stored them, and builds the world state from them. Not
 * thread-safe.
 */
final class BlockVerification {
    private static final ByteString VALID = ByteString.copyFrom(new byte[1]);

    private final LedgerState state = new LedgerState();
    private final Replay replay = new Replay();
    private final ChainForm form;
    private final RecordsFound records;
    private final Findings findings;
    private ChannelConfig config;
    private long lastConfig;

    private BlockVerification(ChannelConfig config, ChainForm form, RecordsFound records, Findings findings) {
        this.config = config;
        this.form = form;
        this.records = records;
        this.findings = findings;
    }

    /** Begins with a channel's first block, whose configuration says what kind of chain it is. */
    static BlockVerification of(Block first, RecordsFound records, Findings findings) throws ConfigException {
        ChannelConfig config = ChannelConfig.read(first);
        ChainForm form =
                switch (config.consensus()) {
                    case ChannelConfig.SOLO -> new EmbeddedForm();
                    case ChannelConfig.RAFT, ChannelConfig.BFT -> new PeerForm();
                    default ->
                        throw new ConfigException("block 0: a chain whose blocks are ordered by " + config.consensus()
                                + " is not understood");
                };
        form.first(first, findings);
        if (config.sequence() != 0) {
            findings.block(0, "the configuration is not a channel's first one");
        }
        BlockVerification verification = new BlockVerification(config, form, records, findings);
        verification.state.apply(BlockHash.ofHeader(first.getHeader()), List.of());
        return verification;
    }

    void next(Block block, LedgerHead head) throws ConfigException {
        long number = block.getHeader().getNumber();
        BlockSignatures.objection(block, config).ifPresent(why -> findings.block(number, why));
        if (ConfigTransaction.isOne(block.getData().getData(0))) {
            configure(block, number);
        } else {
            form.metadata(block, lastConfig, findings);
            transactions(block, head);
        }
    }

    /** A configuration that does not follow from the one before cannot be used for what comes after. */
    private void configure(Block block, long number) throws ConfigException {
        lastConfig = number;
        form.metadata(block, lastConfig, findings);
        try {
            if (block.getData().getDataCount() != 1) {
                throw new ConfigException("a configuration must be alone in its block");
            }
            config = new ConfigCheck(config).next(block.getData().getData(0));
        } catch (ConfigException e) {
            throw new ConfigException("block " + number + ": " + e.getMessage(), e);
        }
        if (!BlockSeal.codes(block).equals(VALID)) {
            findings.block(number, "the configuration is not recorded as valid");
        }
        form.committed(block, List.of(), findings);
        state.apply(BlockHash.ofHeader(block.getHeader()), List.of());
    }

    private void transactions(Block block, LedgerHead head) {
        long number = block.getHeader().getNumber();
        List<CheckedTransaction> checked = form.check(block, config, state);
        List<CommittedTransaction> judged = form.judge(checked, state);
        compare(number, BlockSeal.codes(block), checked, judged);
        for (int i = 0; i < checked.size(); i++) {
            Optional<EndorsedTransaction> transaction = checked.get(i).transaction();
            if (judged.get(i).valid()
                    && transaction.isPresent()
                    && form.repeatable(number, i, transaction.get(), findings)
                    && replay.repeats(number, i, state, transaction.get(), findings)) {
                records.look(transaction.get(), head);
            }
        }
        form.committed(block, judged, findings);
        state.apply(BlockHash.ofHeader(block.getHeader()), judged);
    }

    private void compare(
            long number, ByteString recorded, List<CheckedTransaction> checked, List<CommittedTransaction> judged) {
        if (recorded.size() != judged.size()) {
            findings.block(
                    number, "there are " + recorded.size() + " judgements on " + judged.size() + " transactions");
            return;
        }
        for (int i = 0; i < judged.size(); i++) {
            int code = judged.get(i).code().getNumber();
            if (code != Byte.toUnsignedInt(recorded.byteAt(i))) {
                String reason = checked.get(i).reason();
                findings.transaction(
                        number,
                        i,
                        "it is recorded as "
                                + TxValidationCode.forNumber(Byte.toUnsignedInt(recorded.byteAt(i))) + " and is "
                                + judged.get(i).code() + (reason.isEmpty() ? "" : ": " + reason));
            }
        }
    }
}
