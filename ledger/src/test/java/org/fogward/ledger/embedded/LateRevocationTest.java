package org.fogward.ledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.RawGateway;
import org.fogward.ledger.block.RecentBlocks;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.CurrentChannel;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.order.BlockMaker;
import org.fogward.ledger.order.Commits;
import org.fogward.ledger.order.Orderer;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.state.TransactionEntry;
import org.fogward.ledger.validate.CheckedTransaction;
import org.fogward.ledger.validate.TransactionCheck;
import org.fogward.ledger.verify.ChainVerifier;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A transaction waits for its block while its creator is revoked. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LateRevocationTest {
    @TempDir
    Path directory;

    @Test
    void it_is_judged_again_and_its_creator_hears_of_it() throws Exception {
        SigningIdentity fog;
        SigningIdentity orderer;
        Envelope endorsed;
        CheckedTransaction checked;
        try (EmbeddedLedger ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard())) {
            fog = ledger.organisation().issue("fog-2", NodeRole.CLIENT);
            orderer = ledger.member(NodeRole.ORDERER);
            try (LedgerClient admin = ledger.connect(ledger.member(NodeRole.ADMIN));
                    LedgerClient client = ledger.connect(ledger.member(NodeRole.CLIENT))) {
                OpenedFederation.open("clinics", admin, client, "fogward");
            }
            endorsed = new RawGateway(ledger.channel(), fog)
                    .endorse("anchorRound", CanonicalJson.write(anchor("clinics", "fog-1", 1)));
            ChannelConfig before = ledger.configuration();
            checked = new TransactionCheck(before, FederationContract.NAME).check(endorsed.toByteString());
            assertThat(checked.passed()).isTrue();
            ledger.revoke(fog.certificate());
        }
        assertThat(ordered(orderer, checked).code()).isEqualTo(TxValidationCode.BAD_CREATOR_SIGNATURE);
        assertThat(ChainVerifier.verify(directory).findings()).isEmpty();
        Files.delete(directory.resolve("snapshot"));
        try (EmbeddedLedger ledger = EmbeddedLedger.open(directory, EmbeddedOptions.standard())) {
            RawGateway reader = new RawGateway(ledger.channel(), ledger.member(NodeRole.CLIENT));
            assertThat(reader.status(endorsed)).isEqualTo(TxValidationCode.BAD_CREATOR_SIGNATURE);
        }
    }

    private TransactionEntry ordered(SigningIdentity signer, CheckedTransaction checked) throws Exception {
        try (StoredChain stored = StoredChain.open(
                directory,
                () -> {
                    throw new IllegalStateException("it is there");
                },
                Optional::empty)) {
            CurrentChannel channel = new CurrentChannel(stored.config());
            Commits commits = new Commits(stored.state(), Runnable::run);
            BlockMaker maker = new BlockMaker(
                    stored.chain(),
                    stored.store(),
                    new RecentBlocks(stored.store()),
                    stored.state(),
                    channel,
                    stored.lastConfig(),
                    signer);
            CompletableFuture<TransactionEntry> outcome = commits.transaction(checked.transactionId());
            try (Orderer orderer =
                    new Orderer(maker, commits, 1, new CurrentJudge(channel, FederationContract.NAME), () -> {})) {
                assertThat(channel.config().sequence()).isEqualTo(1);
                orderer.submit(checked, 0);
                return outcome.get(30, TimeUnit.SECONDS);
            }
        }
    }
}
