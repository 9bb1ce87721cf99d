package org.fogward.ledger.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.ledger.TestProposal;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.GenesisBlock;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.transaction.ContractAccesses;
import org.fogward.ledger.transaction.PreparedEnvelope;
import org.fogward.ledger.transaction.ReceivedProposal;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;
import org.hyperledger.fabric.protos.orderer.BatchSize;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeValidationInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.StateData;
import org.hyperledger.fabric.protos.peer.lifecycle.StateMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions as peers judge them, by the definitions of contracts. */
class PeerCheckTest {
    private final LedgerState state = new LedgerState();
    private SigningIdentity client;
    private SigningIdentity north;
    private SigningIdentity south;
    private PeerCheck check;

    @BeforeEach
    void agree_on_a_contract() throws Exception {
        Organisation one = Organisation.found("NorthMSP", Instant.now());
        Organisation two = Organisation.found("SouthMSP", Instant.now());
        client = one.issue("client", NodeRole.CLIENT);
        north = one.issue("peer", NodeRole.PEER);
        south = two.issue("peer", NodeRole.PEER);
        ChannelConfig config = ChannelConfig.read(GenesisBlock.of(
                "fogward",
                List.of(one.trust(), two.trust()),
                List.of(one.trust()),
                BatchSize.getDefaultInstance(),
                Instant.now()));
        check = new PeerCheck(config, new ContractDefinitions(config, state));
        define("federation", "vscc", "/Channel/Application/Endorsement");
        define("lenient", "vscc", "/Channel/Application/NorthMSP/Endorsement");
        define("special", "other", "/Channel/Application/Endorsement");
    }

    @Test
    void a_contracts_transactions_need_the_endorsements_that_its_definition_names() throws Exception {
        assertThat(code("federation", "1", writes("federation"), north, south)).isEqualTo(TxValidationCode.VALID);
        assertThat(code("federation", "1", writes("federation"), north, north))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(code("lenient", "1", writes("lenient"), north)).isEqualTo(TxValidationCode.VALID);
        assertThat(code("lenient", "1", writes("lenient"), south))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        // Who writes into another contract needs what that one asks for, too.
        assertThat(code("lenient", "1", writes("federation"), north))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void a_contract_without_definition_or_with_a_check_of_its_own_is_not_taken() throws Exception {
        assertThat(code("unknown", "1", writes("unknown"), north, south)).isEqualTo(TxValidationCode.INVALID_CHAINCODE);
        assertThat(code("special", "1", writes("special"), north, south)).isEqualTo(TxValidationCode.INVALID_CHAINCODE);
        assertThat(code("federation", "", writes("federation"), north, south))
                .isEqualTo(TxValidationCode.INVALID_CHAINCODE);
        assertThat(code("federation", "1", List.of(set("federation"), set("federation")), north, south))
                .isEqualTo(TxValidationCode.ILLEGAL_WRITESET);
    }

    @Test
    void an_organisation_alone_writes_into_its_own_collection_and_into_no_other() throws Exception {
        assertThat(code("_lifecycle", "syscc", collection("_implicit_org_NorthMSP"), north))
                .isEqualTo(TxValidationCode.VALID);
        assertThat(code("_lifecycle", "syscc", collection("_implicit_org_SouthMSP"), north))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(code("_lifecycle", "syscc", collection("_implicit_org_NobodyMSP"), north))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(code("_lifecycle", "syscc", List.of(), north))
                .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
        assertThat(code("_lifecycle", "syscc", writes("_lifecycle"), north, south))
                .isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void a_changed_transaction_is_never_valid_and_never_an_exception() throws Exception {
        byte[] sound = transaction("federation", "1", writes("federation"), north, south)
                .toByteArray();
        SplittableRandom random = new SplittableRandom(20260301);
        for (int i = 0; i < 3_000; i++) {
            byte[] changed =
                    random.nextInt(10) == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
            if (changed.length == sound.length) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            assertThat(check.check(ByteString.copyFrom(changed)).passed())
                    .as("change %d", i)
                    .isFalse();
        }
    }

    private TxValidationCode code(
            String contract, String version, List<NsReadWriteSet> sets, SigningIdentity... endorsers) throws Exception {
        return check.check(transaction(contract, version, sets, endorsers)).code();
    }

    private ByteString transaction(
            String contract, String version, List<NsReadWriteSet> sets, SigningIdentity... endorsers) throws Exception {
        ReceivedProposal proposal = ReceivedProposal.parse(
                TestProposal.of(client, "call").contract(contract).signed());
        ByteString result = ProposalResponsePayload.newBuilder()
                .setProposalHash(proposal.invocation().header().proposalHash(proposal.payload()))
                .setExtension(ChaincodeAction.newBuilder()
                        .setChaincodeId(
                                ChaincodeID.newBuilder().setName(contract).setVersion(version))
                        .setResults(TxReadWriteSet.newBuilder()
                                .addAllNsRwset(sets)
                                .build()
                                .toByteString())
                        .build()
                        .toByteString())
                .build()
                .toByteString();
        List<Endorsement> endorsements = new ArrayList<>();
        for (SigningIdentity each : endorsers) {
            endorsements.add(Endorsement.newBuilder()
                    .setEndorser(each.serialized())
                    .setSignature(each.sign(result, each.serialized()))
                    .build());
        }
        ByteString payload = PreparedEnvelope.of(proposal, result, endorsements).getPayload();
        assertThat(Payload.parseFrom(payload).getData()).isNotEmpty();
        return Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(client.sign(payload))
                .build()
                .toByteString();
    }

    private static List<NsReadWriteSet> writes(String namespace) {
        return List.of(set(namespace));
    }

    private static NsReadWriteSet set(String namespace) {
        return NsReadWriteSet.newBuilder()
                .setNamespace(namespace)
                .setRwset(KVRWSet.newBuilder()
                        .addWrites(write("key", ByteString.copyFromUtf8("value")))
                        .build()
                        .toByteString())
                .build();
    }

    private static List<NsReadWriteSet> collection(String name) {
        ByteString hashed = HashedRWSet.newBuilder()
                .addHashedWrites(KVWriteHash.newBuilder()
                        .setKeyHash(ByteString.copyFrom(new byte[32]))
                        .setValueHash(ByteString.copyFrom(new byte[32])))
                .build()
                .toByteString();
        return List.of(NsReadWriteSet.newBuilder()
                .setNamespace("_lifecycle")
                .addCollectionHashedRwset(CollectionHashedReadWriteSet.newBuilder()
                        .setCollectionName(name)
                        .setHashedRwset(hashed))
                .build());
    }

    private void define(String contract, String plugin, String policy) {
        ByteString parameter = ApplicationPolicy.newBuilder()
                .setChannelConfigPolicyReference(policy)
                .build()
                .toByteString();
        ByteString info = ChaincodeValidationInfo.newBuilder()
                .setValidationPlugin(plugin)
                .setValidationParameter(parameter)
                .build()
                .toByteString();
        KVRWSet writes = KVRWSet.newBuilder()
                .addWrites(write(
                        "namespaces/metadata/" + contract,
                        StateMetadata.newBuilder()
                                .setDatatype("ChaincodeDefinition")
                                .build()
                                .toByteString()))
                .addWrites(write(
                        "namespaces/fields/" + contract + "/ValidationInfo",
                        StateData.newBuilder().setBytes(info).build().toByteString()))
                .build();
        state.apply(
                ByteString.EMPTY,
                List.of(new CommittedTransaction(
                        contract,
                        TxValidationCode.VALID,
                        List.of(new ContractAccesses(ContractDefinitions.LIFECYCLE, writes)))));
    }

    private static KVWrite write(String key, ByteString value) {
        return KVWrite.newBuilder().setKey(key).setValue(value).build();
    }
}
