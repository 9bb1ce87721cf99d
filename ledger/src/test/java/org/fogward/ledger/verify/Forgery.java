package org.fogward.ledger.verify;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.TestProposal;
import org.fogward.ledger.block.BlockChain;
import org.fogward.ledger.contract.AnchorJson;
import org.fogward.ledger.identity.NodeRole;
import org.fogward.ledger.identity.OrganisationDirectory;
import org.fogward.ledger.identity.SigningIdentity;
import org.fogward.ledger.state.CallRules;
import org.fogward.ledger.state.CommittedTransaction;
import org.fogward.ledger.state.ContractRunner;
import org.fogward.ledger.state.WorldState;
import org.fogward.ledger.transaction.PreparedEnvelope;
import org.fogward.ledger.transaction.ReceivedProposal;
import org.fogward.ledger.transaction.Simulation;
import org.fogward.ledger.validate.BlockSeal;
import org.hyperledger.fabric.protos.common.Envelope;
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
                        chain.next(List.of(transaction(anchor, change))), List.of(valid), keys.member(NodeRole.ORDERER))
                .toByteArray();
    }

    private ByteString transaction(RoundAnchor anchor, UnaryOperator<Simulation> change) throws Exception {
        SigningIdentity client = keys.member(NodeRole.CLIENT);
        SigningIdentity peer = keys.member(endorser);
        ReceivedProposal proposal =
                ReceivedProposal.parse(TestProposal.of(client, "anchorRound", AnchorJson.write(anchor))
                        .at(Instant.now())
                        .signed());
        Simulation simulation = change.apply(
                new ContractRunner().run(new WorldState(), proposal.invocation(), CallRules.endorsement("fogward")));
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
