package org.fogward.ledger.validate;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.fogward.ledger.channel.ChannelConfig;
import org.fogward.ledger.channel.Policies;
import org.fogward.ledger.state.LedgerState;
import org.fogward.ledger.state.WorldState;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeValidationInfo;
import org.hyperledger.fabric.protos.peer.lifecycle.StateData;
import org.hyperledger.fabric.protos.peer.lifecycle.StateMetadata;

/**
 * The contracts that a channel's organisations have agreed upon, as Fabric's lifecycle keeps them in the world state, and
 * whose endorsements their transactions need.
 */
public final class ContractDefinitions {
    /** Fabric's own contract, with which organisations agree on others. */
    public static final String LIFECYCLE = "_lifecycle";

    private static final String METADATA = "namespaces/metadata/";
    private static final String FIELDS = "namespaces/fields/";
    private static final String TYPE = "ChaincodeDefinition";
    private static final String PLUGIN = "vscc";
    private static final String COLLECTION_OF = "_implicit_org_";

    private final ChannelConfig config;
    private final LedgerState state;

    /**
     * The definitions.
     *
     * @param config the channel's configuration
     * @param state the state that they count for
     */
    public ContractDefinitions(ChannelConfig config, LedgerState state) {
        this.config = config;
        this.state = state;
    }

    /**
     * Whose endorsements a contract's transactions need.
     *
     * @param contract the contract's name
     * @return nothing when it is not defined, or its definition asks for a check that only its organisations know
     */
    public Optional<ApplicationPolicy> policy(String contract) {
        if (contract.equals(LIFECYCLE)) {
            return Optional.of(ApplicationPolicy.newBuilder()
                    .setChannelConfigPolicyReference(Policies.LIFECYCLE)
                    .build());
        }
        return state.read(namespaces -> {
            try {
                return defined(namespaces.of(LIFECYCLE), contract);
            } catch (InvalidProtocolBufferException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * Whose endorsements writes into an organisation's own collection need, which every organisation has at every contract.
     *
     * @param collection the collection's name
     * @return nothing for any other collection
     */
    public Optional<ApplicationPolicy> collectionPolicy(String collection) {
        if (!collection.startsWith(COLLECTION_OF)) {
            return Optional.empty();
        }
        return config.groupOf(collection.substring(COLLECTION_OF.length())).map(group -> ApplicationPolicy.newBuilder()
                .setChannelConfigPolicyReference(group + "/Endorsement")
                .build());
    }

    private static Optional<ApplicationPolicy> defined(WorldState lifecycle, String contract)
            throws InvalidProtocolBufferException {
        Optional<WorldState.Entry> metadata = lifecycle.get(METADATA + contract);
        if (metadata.isEmpty()
                || !StateMetadata.parseFrom(metadata.get().value())
                        .getDatatype()
                        .equals(TYPE)) {
            return Optional.empty();
        }
        Optional<WorldState.Entry> field = lifecycle.get(FIELDS + contract + "/ValidationInfo");
        if (field.isEmpty()) {
            return Optional.empty();
        }
        ChaincodeValidationInfo info = ChaincodeValidationInfo.parseFrom(
                StateData.parseFrom(field.get().value()).getBytes());
        return info.getValidationPlugin().equals(PLUGIN)
                ? Optional.of(ApplicationPolicy.parseFrom(info.getValidationParameter()))
                : Optional.empty();
    }
}
