package org.fogward.ledger.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.fogward.ledger.Anchors.anchor;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.fogward.ledger.LedgerClient;
import org.fogward.ledger.OpenedFederation;
import org.fogward.ledger.TestProposal;
import org.fogward.ledger.embedded.EmbeddedLedger;
import org.fogward.ledger.embedded.EmbeddedOptions;
import org.fogward.ledger.embedded.LedgerNodes;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.Organisation;
import org.fogward.ledger.identity.OrganisationTrust;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.transaction.PreparedEnvelope;
import org.fogward.ledger.transaction.ReceivedProposal;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Fabric's clients would never send. */
@Timeout(60)
class BadInputTest {
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    @TempDir
    Path directory;

    private final Instant now = Instant.now();
    private Organisation organisation;
    private SigningIdentity client;
    private SigningIdentity revoked;
    private SigningIdentity peer;
    private EmbeddedLedger ledger;
    private GatewayGrpc.GatewayBlockingStub gateway;

    @BeforeEach
    void open() throws Exception {
        organisation = Organisation.found("fogward", now);
        client = organisation.issue("fog-1", NodeRole.CLIENT);
        revoked = organisation.issue("fog-2", NodeRole.CLIENT);
        peer = organisation.issue("peer", NodeRole.PEER);
        OrganisationTrust trust = organisation.trust(organisation.revoke(List.of(revoked.certificate()), now));
        ledger = EmbeddedLedger.open(
                directory,
                EmbeddedOptions.standard()
                        .withNodes(new LedgerNodes(
                                List.of(trust),
                                List.of(peer),
                                List.of(trust),
                                organisation.issue("orderer", NodeRole.ORDERER))));
        gateway = GatewayGrpc.newBlockingStub(ledger.channel());
        try (LedgerClient admin = ledger.connect(organisation.issue("admin", NodeRole.ADMIN));
                LedgerClient fogNode = ledger.connect(client)) {
            OpenedFederation.open("clinics", admin, fogNode, "fogward");
        }
    }

    @AfterEach
    void close() throws Exception {
        ledger.close();
    }

    @Test
    void a_sound_transaction_is_valid() {
        assertThat(judgement(signed(endorsed(anchoring(1)), client))).isEqualTo(TxValidationCode.VALID);
    }

    @Test
    void a_foreign_authoritys_certificate_is_refused() throws Exception {
        SigningIdentity stranger = Organisation.found("fogward", now).issue("fog-1", NodeRole.CLIENT);
        assertNotEndorsed(proposal(stranger).signed(), "no authority of fogward stands behind the certificate");
    }

    @Test
    void an_unknown_organisation_is_refused() throws Exception {
        SigningIdentity stranger = Organisation.found("Other", now).issue("fog-1", NodeRole.CLIENT);
        assertNotEndorsed(proposal(stranger).signed(), "there is no organisation Other");
    }

    @Test
    void an_expired_certificate_is_refused_now_and_at_the_transactions_time() throws Exception {
        SigningIdentity expired = organisation.issue(
                "fog-3", NodeRole.CLIENT, now.minus(12, ChronoUnit.HOURS), now.minus(1, ChronoUnit.HOURS));
        assertNotEndorsed(proposal(expired).signed(), "the certificate counts from");
        // Dated back to when the certificate counted.
        assertNotEndorsed(
                proposal(expired).at(now.minus(2, ChronoUnit.HOURS)).signed(), "proposal client identity expired");
    }

    @Test
    void a_revoked_certificate_is_refused() {
        assertNotEndorsed(proposal(revoked).signed(), "the certificate is revoked");
    }

    @Test
    void peers_and_orderers_do_not_propose() throws Exception {
        assertNotEndorsed(proposal(peer).signed(), "a peer does not satisfy /Channel/Application/Writers");
    }

    @Test
    void a_signature_with_a_high_s_is_refused() {
        SignedProposal sound = proposal(client).signed();
        assertNotEndorsed(
                sound.toBuilder().setSignature(high(sound.getSignature())).build(), "signature over the proposal");
        Envelope envelope = signed(endorsed(anchoring(1)), client);
        assertNotOrdered(
                envelope.toBuilder().setSignature(high(envelope.getSignature())).build(), "status=FORBIDDEN");
    }

    @Test
    void another_proposals_signature_is_refused() {
        SignedProposal one = proposal(client).signed();
        SignedProposal other = proposal(client).signed();
        assertNotEndorsed(one.toBuilder().setSignature(other.getSignature()).build(), "signature over the proposal");
        StatusRuntimeException evaluated = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> gateway.evaluate(EvaluateRequest.newBuilder()
                        .setProposedTransaction(one.toBuilder().setSignature(other.getSignature()))
                        .build()));
        assertThat(evaluated.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    }

    @Test
    void an_id_that_is_not_the_hash_of_nonce_and_creator_is_refused() {
        assertRefused(proposal(client).signed("ab".repeat(32)), Status.Code.INVALID_ARGUMENT, "tx_id");
    }

    @Test
    void another_channel_or_contract_is_refused() {
        assertRefused(proposal(client).channel("other").signed(), Status.Code.FAILED_PRECONDITION, "channel other");
        assertRefused(proposal(client).contract("other").signed(), Status.Code.FAILED_PRECONDITION, "chaincode other");
    }

    @Test
    void a_proposal_that_is_too_large_is_refused() {
        TestProposal large = TestProposal.of(client, "anchorRound", "x".repeat(2 * 1024 * 1024));
        assertRefused(large.signed(), Status.Code.RESOURCE_EXHAUSTED, "more than");
    }

    @Test
    void bytes_that_are_no_proposal_are_refused() {
        assertRefused(SignedProposal.getDefaultInstance(), Status.Code.INVALID_ARGUMENT, "must contain");
        SplittableRandom random = new SplittableRandom(3);
        byte[] sound = proposal(client).signed().getProposalBytes().toByteArray();
        for (int i = 0; i < 500; i++) {
            byte[] changed = sound.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            SignedProposal proposal = SignedProposal.newBuilder()
                    .setProposalBytes(ByteString.copyFrom(changed))
                    .setSignature(client.sign(ByteString.copyFrom(sound)))
                    .build();
            StatusRuntimeException refusal =
                    catchThrowableOfType(StatusRuntimeException.class, () -> endorse(proposal));
            assertThat(refusal.getStatus().getCode())
                    .isIn(Status.Code.INVALID_ARGUMENT, Status.Code.FAILED_PRECONDITION, Status.Code.ABORTED);
        }
    }

    @Test
    void a_transaction_that_is_sent_again_keeps_its_first_judgement() {
        Envelope envelope = signed(endorsed(anchoring(1)), client);
        assertThat(judgement(envelope)).isEqualTo(TxValidationCode.VALID);
        long height = ledger.head().height();
        assertThat(judgement(envelope)).isEqualTo(TxValidationCode.VALID);
        awaitHeight(height + 1);
        StatusRuntimeException again = catchThrowableOfType(StatusRuntimeException.class, () -> endorse(lastProposal));
        assertThat(again.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(details(again)).contains("duplicate transaction found");
    }

    @Test
    void a_transaction_without_an_endorsement_is_invalid() {
        ReceivedProposal proposal = received(anchoring(1));
        Envelope bare = PreparedEnvelope.of(proposal, result(endorsed(proposal.signed())), List.of());
        assertThat(judgement(signed(bare, client))).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void a_transaction_that_its_creator_endorsed_is_invalid() {
        ReceivedProposal proposal = received(anchoring(1));
        ByteString result = result(endorsed(proposal.signed()));
        Envelope forged = PreparedEnvelope.of(proposal, result, List.of(endorsement(client, result)));
        assertThat(judgement(signed(forged, client))).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void an_endorsement_by_a_foreign_peer_is_invalid() throws Exception {
        ReceivedProposal proposal = received(anchoring(1));
        ByteString result = result(endorsed(proposal.signed()));
        SigningIdentity stranger = Organisation.found("fogward", now).issue("peer", NodeRole.PEER);
        Envelope forged = PreparedEnvelope.of(proposal, result, List.of(endorsement(stranger, result)));
        assertThat(judgement(signed(forged, client))).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void a_result_that_was_changed_after_its_endorsement_is_invalid() throws Exception {
        ReceivedProposal proposal = received(anchoring(1));
        Envelope sound = endorsed(proposal.signed());
        ProposalResponsePayload response = ProposalResponsePayload.parseFrom(result(sound));
        ChaincodeAction action = ChaincodeAction.parseFrom(response.getExtension()).toBuilder()
                .setResponse(Response.newBuilder().setStatus(200).setPayload(ByteString.copyFromUtf8("other")))
                .build();
        ByteString changed =
                response.toBuilder().setExtension(action.toByteString()).build().toByteString();
        Envelope forged =
                PreparedEnvelope.of(proposal, changed, action(sound).getAction().getEndorsementsList());
        assertThat(judgement(signed(forged, client))).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    }

    @Test
    void the_result_of_another_proposal_is_not_ordered() {
        ByteString other = result(endorsed(anchoring(1)));
        Envelope forged = PreparedEnvelope.of(received(anchoring(2)), other, List.of(endorsement(peer, other)));
        assertNotOrdered(signed(forged, client), "status=BAD_REQUEST, info=proposal_hash");
    }

    @Test
    void a_transaction_that_somebody_else_signed_is_not_ordered() {
        assertNotOrdered(signed(endorsed(anchoring(1)), peer), "status=FORBIDDEN");
        StatusRuntimeException unsigned =
                catchThrowableOfType(StatusRuntimeException.class, () -> submit(endorsed(anchoring(1))));
        assertThat(unsigned.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    }

    @Test
    void a_stranger_learns_nothing_of_a_transaction() throws Exception {
        SigningIdentity stranger = Organisation.found("fogward", now).issue("fog-1", NodeRole.CLIENT);
        StatusRuntimeException refusal =
                catchThrowableOfType(StatusRuntimeException.class, () -> status("ab".repeat(32), stranger));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }

    private SignedProposal lastProposal = SignedProposal.getDefaultInstance();

    private TestProposal proposal(SigningIdentity creator) {
        return TestProposal.of(creator, "anchorRound", CanonicalJson.write(anchor("clinics", "fog-1", 1)));
    }

    private SignedProposal anchoring(long round) {
        lastProposal = TestProposal.of(client, "anchorRound", CanonicalJson.write(anchor("clinics", "fog-1", round)))
                .signed();
        return lastProposal;
    }

    private static ReceivedProposal received(SignedProposal signed) {
        try {
            return ReceivedProposal.parse(signed);
        } catch (org.fogward.ledger.transaction.MalformedTransactionException e) {
            throw new AssertionError(e);
        }
    }

    private Envelope endorsed(SignedProposal proposal) {
        return endorse(proposal);
    }

    private Envelope endorse(SignedProposal proposal) {
        return gateway.endorse(EndorseRequest.newBuilder()
                        .setProposedTransaction(proposal)
                        .build())
                .getPreparedTransaction();
    }

    private void submit(Envelope envelope) {
        var submitted = gateway.submit(
                SubmitRequest.newBuilder().setPreparedTransaction(envelope).build());
        assertThat(submitted).isNotNull();
    }

    private TxValidationCode judgement(Envelope envelope) {
        submit(envelope);
        try {
            String id = org.fogward.ledger.transaction.EndorsedTransaction.parse(envelope.toByteString())
                    .invocation()
                    .transactionId();
            return status(id, client).getResult();
        } catch (org.fogward.ledger.transaction.MalformedTransactionException e) {
            throw new AssertionError(e);
        }
    }

    private CommitStatusResponse status(String id, SigningIdentity asker) {
        ByteString request = CommitStatusRequest.newBuilder()
                .setChannelId("fogward")
                .setTransactionId(id)
                .setIdentity(asker.serialized())
                .build()
                .toByteString();
        return gateway.commitStatus(SignedCommitStatusRequest.newBuilder()
                .setRequest(request)
                .setSignature(asker.sign(request))
                .build());
    }

    private void awaitHeight(long height) {
        while (ledger.head().height() < height) {
            Thread.onSpinWait();
        }
    }

    private static Envelope signed(Envelope envelope, SigningIdentity signer) {
        return envelope.toBuilder()
                .setSignature(signer.sign(envelope.getPayload()))
                .build();
    }

    private static Endorsement endorsement(SigningIdentity endorser, ByteString result) {
        return Endorsement.newBuilder()
                .setEndorser(endorser.serialized())
                .setSignature(endorser.sign(result, endorser.serialized()))
                .build();
    }

    private static ByteString result(Envelope envelope) {
        return action(envelope).getAction().getProposalResponsePayload();
    }

    private static ChaincodeActionPayload action(Envelope envelope) {
        try {
            var payload = org.hyperledger.fabric.protos.common.Payload.parseFrom(envelope.getPayload());
            return ChaincodeActionPayload.parseFrom(
                    Transaction.parseFrom(payload.getData()).getActions(0).getPayload());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteString high(ByteString signature) {
        try {
            ASN1Sequence values = ASN1Sequence.getInstance(signature.toByteArray());
            BigInteger s = ASN1Integer.getInstance(values.getObjectAt(1)).getValue();
            return ByteString.copyFrom(
                    new DERSequence(new ASN1Encodable[] {values.getObjectAt(0), new ASN1Integer(ORDER.subtract(s))})
                            .getEncoded());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertNotEndorsed(SignedProposal proposal, String why) {
        StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class, () -> endorse(proposal));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(details(refusal)).contains(why);
        assertThat(ledger.head().height()).isEqualTo(4);
    }

    private void assertRefused(SignedProposal proposal, Status.Code code, String why) {
        StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class, () -> endorse(proposal));
        assertThat(refusal.getStatus().getCode()).isEqualTo(code);
        assertThat(refusal.getStatus().getDescription()).contains(why);
    }

    private void assertNotOrdered(Envelope envelope, String why) {
        StatusRuntimeException refusal = catchThrowableOfType(StatusRuntimeException.class, () -> submit(envelope));
        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
        assertThat(refusal.getStatus().getDescription()).contains(why);
        assertThat(ledger.head().height()).isEqualTo(4);
    }

    private static String details(StatusRuntimeException refusal) {
        return Optional.ofNullable(StatusProto.fromThrowable(refusal)).orElseThrow().getDetailsList().stream()
                .map(BadInputTest::detail)
                .collect(Collectors.joining("; "));
    }

    private static String detail(Any packed) {
        try {
            return packed.unpack(ErrorDetail.class).getMessage();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
