package org.fogward.fog.config;

import java.nio.file.Path;
import java.util.List;
import org.fogward.ledger.FieldRules;

/** Where the federation's record is kept. */
public sealed interface LedgerConfig {

    /**
     * In the fog node's own process and state directory.
     *
     * @param port where commands on the same machine reach it, on loopback; 0 takes a free one at each start
     */
    record Embedded(int port) implements LedgerConfig {

        /** At a free port. */
        public Embedded() {
            this(0);
        }

        /** @throws IllegalArgumentException if the port is none */
        public Embedded {
            FieldRules.within("port", port, 0, 0xffff);
        }
    }

    /**
     * On a Hyperledger Fabric network.
     *
     * @param profile how the network is reached, see {@link org.fogward.ledger.fabric.ConnectionProfile}
     * @param organization the MSP id of the organisation that this fog node belongs to
     * @param organizations who keeps the federation if this fog node opens it, its own organisation among them; ascending
     * @param approvals of how many of them a model needs the approval before it counts as released, at least 1
     */
    record Network(Path profile, String organization, List<String> organizations, int approvals)
            implements LedgerConfig {

        /**
         * Sorts the organisations.
         *
         * @throws IllegalArgumentException naming the field that is out of its range
         */
        public Network {
            organizations = organizations.stream().sorted().toList();
            FieldRules.organisation("organization", organization);
            organizations.forEach(each -> FieldRules.organisation("organizations", each));
            if (!organizations.contains(organization)) {
                throw new IllegalArgumentException("organizations must name " + organization + " too");
            }
            if (organizations.stream().distinct().count() < organizations.size()) {
                throw new IllegalArgumentException("organizations names one twice");
            }
            FieldRules.within("approvals", approvals, 1, organizations.size());
        }
    }
}
