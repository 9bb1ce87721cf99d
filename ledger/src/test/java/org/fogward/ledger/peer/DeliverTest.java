package org.fogward.ledger.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fogward.ledger.Anchors.anchor;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.fogward.ledger.OwnLedger;
import org.fogward.ledger.TestLedgers;
import org.fogward.ledger.block.BlockHash;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.Gateway;
import org.hyperledger.fabric.client.Network;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.client.identity.X509Identity;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.FilteredBlock;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With Fabric's own client, signer and all. */
@Timeout(60)
class DeliverTest {
    @TempDir
    Path directory;

    private OwnLedger ledger;

    @BeforeEach
    void anchor_three_rounds() throws Exception {
        ledger = TestLedgers.open(directory).with("clinics");
        for (int round = 1; round <= 3; round++) {
            ledger.anchor(anchor("clinics", "fog-1", round));
        }
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void blocks_come_from_the_first_on_chained_and_go_on() throws Exception {
        try (Gateway gateway = gateway(ledger.embedded().member(NodeRole.CLIENT));
                CloseableIterator<Block> blocks = network(gateway)
                        .newBlockEventsRequest()
                        .startBlock(0)
                        .build()
                        .getEvents()) {
            Block before = blocks.next();
            for (int number = 1; number <= 7; number++) {
                if (number == 7) {
                    ledger.anchor(anchor("clinics", "fog-1", 4));
                }
                Block block = blocks.next();
                assertThat(block.getHeader().getNumber()).isEqualTo(number);
                assertThat(block.getHeader().getPreviousHash()).isEqualTo(BlockHash.ofHeader(before.getHeader()));
                before = block;
            }
        }
    }

    @Test
    void filtered_blocks_tell_ids_and_judgements() throws Exception {
        String id = ledger.round("clinics", "fog-1", 2).orElseThrow().receipt().transactionId();
        try (Gateway gateway = gateway(ledger.embedded().member(NodeRole.CLIENT));
                CloseableIterator<FilteredBlock> blocks = network(gateway)
                        .newFilteredBlockEventsRequest()
                        .startBlock(TestLedgers.BLOCKS_BEFORE + 1L)
                        .build()
                        .getEvents()) {
            FilteredBlock block = blocks.next();
            assertThat(block.getChannelId()).isEqualTo("fogward");
            assertThat(block.getFilteredTransactionsList()).singleElement().satisfies(transaction -> {
                assertThat(transaction.getTxid()).isEqualTo(id);
                assertThat(transaction.getTxValidationCode()).isEqualTo(TxValidationCode.VALID);
            });
            byte[] found =
                    network(gateway).getContract("qscc").evaluateTransaction("GetTransactionByID", "fogward", id);
            assertThat(ProcessedTransaction.parseFrom(found).getValidationCode())
                    .isZero();
        }
    }

    @Test
    void a_stranger_gets_no_block() throws Exception {
        SigningIdentity stranger = Organisation.found("fogward", Instant.now()).issue("fog-1", NodeRole.CLIENT);
        try (Gateway gateway = gateway(stranger);
                CloseableIterator<Block> blocks = network(gateway)
                        .newBlockEventsRequest()
                        .startBlock(0)
                        .build()
                        .getEvents()) {
            assertThatThrownBy(blocks::next).isInstanceOf(RuntimeException.class);
        }
    }

    private Gateway gateway(SigningIdentity identity) throws GeneralSecurityException {
        return Gateway.newInstance()
                .identity(new X509Identity(identity.mspId(), identity.certificate()))
                .signer(Signers.newPrivateKeySigner(jdkKey(identity)))
                .connection(ledger.embedded().channel())
                .connect();
    }

    private static java.security.PrivateKey jdkKey(SigningIdentity identity) throws GeneralSecurityException {
        return java.security.KeyFactory.getInstance("EC", "SunEC")
                .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(
                        identity.key().getEncoded()));
    }

    private static Network network(Gateway gateway) {
        return gateway.getNetwork("fogward");
    }
}
