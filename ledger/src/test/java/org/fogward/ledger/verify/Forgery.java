package org.fogward.ledger.verify;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.TestProposal;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.contract.FederationContract;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.OrganisationDirectory;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.record.RecordKey;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.state.CallRules;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.ContractRunner;
import org.fogward.ledger.state.WorldState;
import org.fogward.ledger.transaction.EndorsedTransaction;
import org.fogward.ledger.transaction.PreparedEnvelope;
import org.fogward.ledger.transaction.ReceivedProposal;
import org.fogward.ledger.transaction.Simulation;
import org.fogward.ledger.validate.BlockSeal;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** Appends as somebody would who has a ledger's keys, but not its scruples: on a state of the forger's own. */
final class Forgery {
    private final OrganisationDirectory keys;
    private final NodeRole endorser;

    Forgery(Path ledger) {
        this(new OrganisationDirectory(ledger.resolve("organisation"), "fogward"), NodeRole.PEER);
    }

    private Forgery(OrganisationDirectory keys, NodeRole endorser) {
        this.keys = keys;
        this.endorser = endorser;
    }

    Forgery endorsedBy(NodeRole role) {
        return new Forgery(keys, role);
    }

    byte[] block(List<byte[]> blocks, RoundAnchor anchor, UnaryOperator<Simulation> change) throws Exception {
        BlockChain chain = new BlockChain();
        for (byte[] block : blocks) {
            chain.read(block);
        }
        CommittedTransaction valid = new CommittedTransaction("", TxValidationCode.VALID, List.of());
        return BlockSeal.seal(
                        chain.next(List.of(transaction(state(blocks, anchor), anchor, change))),
                        BlockSeal.codes(List.of(valid)),
                        keys.member(NodeRole.ORDERER),
                        0)
                .toByteArray();
    }

    /** What the blocks wrote, but for the round: the forger acts as if it were not there. */
    private static WorldState state(List<byte[]> blocks, RoundAnchor anchor) throws Exception {
        WorldState state = new WorldState();
        for (byte[] bytes : blocks.subList(1, blocks.size())) {
            Block block = Block.parseFrom(bytes);
            for (int i = 0; i < block.getData().getDataCount(); i++) {
                Version version = Version.newBuilder()
                        .setBlockNum(block.getHeader().getNumber())
                        .setTxNum(i)
                        .build();
                EndorsedTransaction.parse(block.getData().getData(i)).contracts().stream()
                        .filter(accesses -> accesses.namespace().equals(FederationContract.NAME))
                        .forEach(accesses -> state.apply(accesses.accesses(), version));
            }
        }
        String round = RecordKey.of(RecordKind.ROUND, anchor.federation(), anchor.fogNode(), anchor.round())
                .composite()
                .toString();
        state.apply(
                KVRWSet.newBuilder()
                        .addWrites(KVWrite.newBuilder().setKey(round).setIsDelete(true))
                        .build(),
                Version.getDefaultInstance());
        return state;
    }

    private ByteString transaction(WorldState state, RoundAnchor anchor, UnaryOperator<Simulation> change)
            throws Exception {
        SigningIdentity client = keys.member(NodeRole.CLIENT);
        SigningIdentity peer = keys.member(endorser);
        ReceivedProposal proposal =
                ReceivedProposal.parse(TestProposal.of(client, "anchorRound", CanonicalJson.write(anchor))
                        .at(Instant.now())
                        .signed());
        Simulation simulation =
                change.apply(new ContractRunner().run(state, proposal.invocation(), CallRules.endorsement("fogward")));
        ByteString result = simulation.toResult(proposal);
        Endorsement endorsement = Endorsement.newBuilder()
                .setEndorser(peer.serialized())
                .setSignature(peer.sign(result, peer.serialized()))
                .build();
        Envelope envelope = PreparedEnvelope.of(proposal, result, List.of(endorsement));
        return envelope.toBuilder()
                .setSignature(client.sign(envelope.getPayload()))
                .build()
                .toByteString();
    }
}
