# What a network is made of before anything runs: ports, keys and certificates, the channel's first block, packages.
# Sourced by ../network.

channel=fogward
contract=federation
organizations=(north south)
domain=fogward.test

peers_folder() { printf '%s' "crypto/peerOrganizations/$1.$domain"; }
node_tls() { printf '%s' "$(peers_folder "$1")/peers/$2.$1.$domain/tls"; }
orderer_folder() { printf '%s' "crypto/ordererOrganizations/ordering.$domain/orderers/$1.ordering.$domain"; }
msp_id() { printf '%s' "${1^}MSP"; }

# Twenty neighbouring ports below those that outgoing connections are given.
free_ports() {
    local base offset tries
    for ((tries = 0; tries < 50; tries++)); do
        base=$((20000 + (RANDOM % 600) * 20))
        for ((offset = 0; offset < 20; offset++)); do
            listens $((base + offset)) && continue 2
        done
        printf '%s' "$base"
        return
    done
    fail 'no twenty free neighbouring ports between 20000 and 32000'
}

# Offsets of a node's ports: orderer1 0-2, ... orderer4 9-11, peers 12-14 and 16-18, contracts 15 and 19.
port() { # node, which of its ports
    local offset=$2
    case $1 in
        orderer*) offset=$((offset + 3 * (${1#orderer} - 1))) ;;
        *-north) offset=$((offset + 12)) ;;
        *-south) offset=$((offset + 16)) ;;
    esac
    [[ $1 == contract-* ]] && offset=$((offset + 3))
    printf '%s' $((base_port + offset))
}

write_keys() {
    local name
    {
        printf 'OrdererOrgs:\n- {Name: Ordering, Domain: ordering.%s, EnableNodeOUs: true, Specs: [' "$domain"
        for name in "${orderers[@]}"; do printf '{Hostname: %s, SANS: [127.0.0.1, localhost]}, ' "$name"; done
        printf ']}\nPeerOrgs:\n'
        for name in "${organizations[@]}"; do
            printf '%s {Name: %s, Domain: %s.%s, EnableNodeOUs: true, Users: {Count: 1}, Specs: [' - "${name^}" "$name" "$domain"
            printf '{Hostname: peer, SANS: [127.0.0.1, localhost]}, {Hostname: contract, SANS: [127.0.0.1, localhost]}]}\n'
        done
    } >crypto.yaml
    "$bin/cryptogen" generate --config=crypto.yaml --output=crypto >/dev/null
    # A contract speaks TLS and signs nothing.
    rm -rf -- crypto/peerOrganizations/*/peers/contract.*/msp
}

write_organization() { # name, msp id, folder
    cat <<YAML
- &$1
  Name: $2
  ID: $2
  MSPDir: $3/msp
  Policies:
    Readers: {Type: Signature, Rule: "OR('$2.member')"}
    Writers: {Type: Signature, Rule: "OR('$2.member')"}
    Admins: {Type: Signature, Rule: "OR('$2.admin')"}
    Endorsement: {Type: Signature, Rule: "OR('$2.peer')"}
YAML
}

write_consenters() {
    local name folder id=0
    for name in "${orderers[@]}"; do
        folder=$(orderer_folder "$name")
        id=$((id + 1))
        printf '    - {Host: 127.0.0.1, Port: %s, ' "$(port "$name" 0)"
        [[ $ordering != bft ]] ||
            printf 'ID: %s, MSPID: OrderingMSP, Identity: %s, ' "$id" \
                "$folder/msp/signcerts/$name.ordering.$domain-cert.pem"
        printf 'ClientTLSCert: %s, ServerTLSCert: %s}\n' "$folder/tls/server.crt" "$folder/tls/server.crt"
    done
}

write_ordering() {
    local name
    if [[ $ordering == raft ]]; then
        printf '  OrdererType: etcdraft\n  EtcdRaft:\n    Consenters:\n'
        write_consenters
        cat <<YAML
    Options: {TickInterval: 100ms, ElectionTick: 10, HeartbeatTick: 1, MaxInflightBlocks: 5, SnapshotIntervalSize: 16 MB}
YAML
    else
        printf '  OrdererType: BFT\n  ConsenterMapping:\n'
        write_consenters
        # A dead leader is replaced within seconds, where the defaults take a minute.
        cat <<YAML
  SmartBFT:
    RequestBatchMaxCount: 500
    RequestBatchMaxBytes: 10485760
    RequestBatchMaxInterval: $batch_timeout
    IncomingMessageBufferSize: 200
    RequestPoolSize: 10000
    RequestForwardTimeout: 1s
    RequestComplainTimeout: 3s
    RequestAutoRemoveTimeout: 3m0s
    ViewChangeResendInterval: 2s
    ViewChangeTimeout: 10s
    LeaderHeartbeatTimeout: 4s
    LeaderHeartbeatCount: 10
    CollectTimeout: 1s
YAML
    fi
    printf '  Addresses: ['
    for name in "${orderers[@]}"; do printf '"127.0.0.1:%s", ' "$(port "$name" 0)"; done
    printf ']\n'
}

write_channel() {
    local name capability=V2_0
    [[ $ordering != bft ]] || capability=V3_0
    {
        printf 'Organizations:\n'
        write_organization ordering OrderingMSP "crypto/ordererOrganizations/ordering.$domain"
        printf '  OrdererEndpoints: ['
        for name in "${orderers[@]}"; do printf '"127.0.0.1:%s", ' "$(port "$name" 0)"; done
        printf ']\n'
        for name in "${organizations[@]}"; do
            write_organization "$name" "$(msp_id "$name")" "$(peers_folder "$name")"
            printf '  AnchorPeers: [{Host: 127.0.0.1, Port: %s}]\n' "$(port "peer-$name" 0)"
        done
        cat <<YAML
Channel:
  Policies: &policies
    Readers: {Type: ImplicitMeta, Rule: "ANY Readers"}
    Writers: {Type: ImplicitMeta, Rule: "ANY Writers"}
    Admins: {Type: ImplicitMeta, Rule: "MAJORITY Admins"}
Orderer: &orderer
YAML
        write_ordering
        cat <<YAML
  BatchTimeout: $batch_timeout
  BatchSize: {MaxMessageCount: 500, AbsoluteMaxBytes: 10 MB, PreferredMaxBytes: 2 MB}
  Organizations: [*ordering]
  Policies:
    <<: *policies
    BlockValidation: {Type: ImplicitMeta, Rule: "ANY Writers"}
  Capabilities: {V2_0: true}
Profiles:
  Channel:
    Policies: *policies
    Capabilities: {$capability: true}
    Orderer: *orderer
    Application:
      Organizations: [*north, *south]
      Policies:
        <<: *policies
        LifecycleEndorsement: {Type: ImplicitMeta, Rule: "MAJORITY Endorsement"}
        Endorsement: {Type: ImplicitMeta, Rule: "MAJORITY Endorsement"}
      Capabilities: {V2_5: true}
YAML
    } >configtx.yaml
    FABRIC_CFG_PATH=$dir logged configtxgen "$bin/configtxgen" -profile Channel -channelID "$channel" -outputBlock channel.block
}

one_line() { sed ':a;N;$!ba;s/\n/\\n/g' "$1"; }

# Each organisation installs a package of its own: it says where its contract listens and how they know each other.
write_package() { # organization
    local folder=packages/$1 ours theirs
    ours=$(node_tls "$1" peer)
    theirs=$(node_tls "$1" contract)
    mkdir -p "$folder"
    cat >"$folder/connection.json" <<JSON
{
  "address": "127.0.0.1:$(port "contract-$1" 0)",
  "dial_timeout": "10s",
  "tls_required": true,
  "client_auth_required": true,
  "client_key": "$(one_line "$ours/server.key")",
  "client_cert": "$(one_line "$ours/server.crt")",
  "root_cert": "$(one_line "$theirs/ca.crt")"
}
JSON
    printf '{"type": "ccaas", "label": "%s_%s"}\n' "$contract" "$1" >"$folder/metadata.json"
    tar -C "$folder" -czf "$folder/code.tar.gz" connection.json
    tar -C "$folder" -czf "$folder.tar.gz" code.tar.gz metadata.json
    printf '%s_%s:%s' "$contract" "$1" "$(sha256sum "$folder.tar.gz" | cut -d ' ' -f 1)" >"$folder.id"
}

write_profile() {
    local name separator=
    {
        printf '{\n  "channel": "%s",\n  "chaincode": "%s",\n  "orderers": [' "$channel" "$contract"
        for name in "${orderers[@]}"; do
            printf '%s\n    {"address": "127.0.0.1:%s", "tlsCa": "%s"}' \
                "$separator" "$(port "$name" 0)" "$(orderer_folder "$name")/tls/ca.crt"
            separator=,
        done
        printf '\n  ],\n  "organizations": ['
        separator=
        for name in "${organizations[@]}"; do
            printf '%s\n    {\n      "mspId": "%s",\n' "$separator" "$(msp_id "$name")"
            printf '      "peer": {"address": "127.0.0.1:%s", "tlsCa": "%s"},\n' \
                "$(port "peer-$name" 0)" "$(node_tls "$name" peer)/ca.crt"
            printf '      "client": %s,\n' "$(credential "$name" User1)"
            printf '      "admin": %s\n    }' "$(credential "$name" Admin)"
            separator=,
        done
        printf '\n  ]\n}\n'
    } >connection.json.new
    mv connection.json.new connection.json
}

credential() { # organization, user
    local folder
    folder="$(peers_folder "$1")/users/$2@$1.$domain/msp"
    printf '{"certificate": "%s", "key": "%s"}' "$folder/signcerts/$2@$1.$domain-cert.pem" "$folder/keystore/priv_sk"
}
