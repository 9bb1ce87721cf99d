package org.fogward.ledger.contract;

import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.budget.PrivacySpend;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.federation.Task;
import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.participant.GatewayStanding;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.RecordKind;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.RollbackVote;
import org.fogward.ledger.round.RoundClosing;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Default;
import org.hyperledger.fabric.contract.annotation.Transaction;

/**
 * The record of federations, for Hyperledger Fabric's Java chaincode API; the embedded ledger runs the same class.
 *
 * <p>Every function that writes takes one record in {@link org.fogward.ledger.record.CanonicalJson} of at most 4096
 * characters and answers with the {@link org.fogward.ledger.record.Stored} record, which is also the payload of the event
 * that it raises ({@link ChangeKind}). What is so already is answered in the same way, and then nothing is written and
 * nothing told; the transaction in the answer is the one that wrote it. Only approving and voting have an event with
 * another payload, when they decide something.
 *
 * <p>Who may do what, by the caller's MSP id and the role (NodeOU) in the certificate; the federation names its
 * organisations, and others may only read:
 *
 * <table>
 * <caption>Roles</caption>
 * <tr><th>admin</th><td>openFederation (of which its organisation is one), registerFogNode (for its organisation),
 *     suspendGateway, restoreGateway, withdrawCertificate, approveModel, rollbackModel (each for its organisation)</td></tr>
 * <tr><th>client</th><td>releaseTask, registerGateway, addCertificate (to its organisation's gateways), anchorRound (for its
 *     organisation's fog nodes), closeRound, proposeModel, spendBudget (of its organisation's gateways or of the
 *     federation), logAccess</td></tr>
 * <tr><th>peer, orderer</th><td>nothing</td></tr>
 * <tr><th>every member of the channel</th><td>find, list, history</td></tr>
 * </table>
 *
 * <p>Nothing depends on a clock, a locale or floating point, so that every peer writes the same bytes. Each record has a key
 * of its own; a function that writes reads single keys only, and none that another round's anchor, closing or spending
 * writes, but for the total spent up to the round before. Refusals are
 * {@link org.hyperledger.fabric.shim.ChaincodeException}s whose payload is {@code CONFLICT}, {@code INVALID},
 * {@code FORBIDDEN} or {@code MISSING}. Stateless.
 */
@Contract(name = FederationContract.NAME)
@Default
public final class FederationContract implements ContractInterface {
    /** The contract's name, and its namespace in a read/write set. */
    public static final String NAME = "federation";

    private final FederationRules federations = new FederationRules();
    private final TaskRules tasks = new TaskRules();
    private final ParticipantRules participants = new ParticipantRules();
    private final RoundRules rounds = new RoundRules();
    private final ReleaseRules releases = new ReleaseRules();
    private final RollbackRules rollbacks = new RollbackRules();
    private final BudgetRules budgets = new BudgetRules();
    private final AccessRules accesses = new AccessRules();
    private final RecordQueries queries = new RecordQueries();

    /** A contract. */
    public FederationContract() {}

    /** Opens a federation, for good. Takes a {@link Federation}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String openFederation(Context context, String federation) {
        return federations.open(new Call(context), Call.argument(Federation.class, federation));
    }

    /** Registers a fog node as one of the caller's organisation. Takes a {@link FogNode}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String registerFogNode(Context context, String fogNode) {
        return federations.registerFogNode(new Call(context), Call.argument(FogNode.class, fogNode));
    }

    /** Makes a plan the federation's current one from a round on. Takes a {@link Task}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String releaseTask(Context context, String task) {
        return tasks.release(new Call(context), Call.argument(Task.class, task));
    }

    /** Registers a gateway with its first key or certificate. Takes a {@link Gateway}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String registerGateway(Context context, String gateway) {
        return participants.register(new Call(context), Call.argument(Gateway.class, gateway));
    }

    /** Gives a gateway a further key or certificate. Takes a {@link GatewayCertificate}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String addCertificate(Context context, String certificate) {
        return participants.addCertificate(new Call(context), Call.argument(GatewayCertificate.class, certificate));
    }

    /** Withdraws a gateway's key or certificate, for good. Takes a {@link CertificateWithdrawal}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String withdrawCertificate(Context context, String withdrawal) {
        return participants.withdrawCertificate(
                new Call(context), Call.argument(CertificateWithdrawal.class, withdrawal));
    }

    /** Suspends a gateway. Takes a {@link GatewayStanding}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String suspendGateway(Context context, String standing) {
        return participants.change(new Call(context), Call.argument(GatewayStanding.class, standing), true);
    }

    /** Restores a suspended gateway. Takes a {@link GatewayStanding}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String restoreGateway(Context context, String standing) {
        return participants.change(new Call(context), Call.argument(GatewayStanding.class, standing), false);
    }

    /**
     * Anchors a fog node's round. Takes a {@link RoundAnchor}. The federation has to be open, the fog node registered and the
     * plan released: {@code MISSING} otherwise.
     */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String anchorRound(Context context, String anchor) {
        return rounds.anchor(new Call(context), Call.argument(RoundAnchor.class, anchor));
    }

    /** Closes a round over several fog nodes, all of whose parts are anchored and agree. Takes a {@link RoundClosing}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String closeRound(Context context, String closing) {
        return rounds.close(new Call(context), Call.argument(RoundClosing.class, closing));
    }

    /** Proposes the model that a round has made. Takes a {@link ModelProposal}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String proposeModel(Context context, String proposal) {
        return releases.propose(new Call(context), Call.argument(ModelProposal.class, proposal));
    }

    /** Approves a proposed model for the caller's organisation; the last approval needed releases it. Takes a {@link ModelApproval}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String approveModel(Context context, String approval) {
        return releases.approve(new Call(context), Call.argument(ModelApproval.class, approval));
    }

    /** Votes for going back to an earlier released model; the last vote needed decides it. Takes a {@link RollbackVote}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String rollbackModel(Context context, String vote) {
        return rollbacks.vote(new Call(context), Call.argument(RollbackVote.class, vote));
    }

    /** Records what is spent of the privacy budget, up to the plan's limit. Takes a {@link PrivacySpend}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String spendBudget(Context context, String spend) {
        return budgets.spend(new Call(context), Call.argument(PrivacySpend.class, spend));
    }

    /** Logs a look at a model or a proof. Takes a {@link AccessEntry}. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public String logAccess(Context context, String entry) {
        return accesses.log(new Call(context), Call.argument(AccessEntry.class, entry));
    }

    /** Reads one record: its {@link RecordKind}'s name, its key's parts with slashes between them. Empty when there is none. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String find(Context context, String kind, String key) {
        return queries.find(context.getStub(), kind, key);
    }

    /**
     * Reads a {@link org.fogward.ledger.record.Page} of the records whose keys begin with some parts, or with none.
     *
     * @param size how many records, 1 to 100 in decimal digits
     * @param bookmark the bookmark of the page before; empty for the first page
     */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String list(Context context, String kind, String beginning, String size, String bookmark) {
        return queries.list(context.getStub(), kind, beginning, size, bookmark);
    }

    /** Reads what stood under a key, the newest first and 100 at most, as a page without bookmark. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String history(Context context, String kind, String key) throws Exception {
        return queries.history(context.getStub(), kind, key);
    }
}
