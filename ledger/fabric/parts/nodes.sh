# The network's processes: each has a script that runs it, a folder for what it stores, a log, and a file with its
# process id and start time, so that nothing else is ever ended. Sourced by ../network.

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The 22nd field of /proc/PID/stat; the name before it may hold spaces. One that has ended may wait there as a zombie.
started_at() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    stat=${stat##*) }
    [[ $stat != Z* ]] && cut -d ' ' -f 20 <<<"$stat"
}

is_running() { # node
    local pid start
    [[ -r $dir/nodes/$1/pid ]] && read -r pid start <"$dir/nodes/$1/pid" && [[ $(started_at "$pid") == "$start" ]]
}

write_node() { # node, program, assignments ...
    local node=$1 program=$2 assignment
    shift 2
    mkdir -p "nodes/$node/data"
    {
        printf '#!/usr/bin/env bash\ncd %q\nexec env' "$dir/nodes/$node"
        for assignment in "$@"; do printf ' \\\n    %q' "$assignment"; done
        printf ' \\\n    %s\n' "$program"
    } >"nodes/$node/run"
    chmod +x "nodes/$node/run"
}

write_orderer() { # node
    local folder type=etcdraft
    folder=$dir/$(orderer_folder "$1")
    [[ $ordering != bft ]] || type=BFT
    # An assignment only replaces what the file has, and the sample does not say the type.
    mkdir -p "nodes/$1"
    sed "s/^Consensus:.*/&\n    Type: $type/" "$bin/../config/orderer.yaml" >"nodes/$1/orderer.yaml"
    write_node "$1" "$(printf '%q' "$bin/orderer")" \
        "FABRIC_CFG_PATH=$dir/nodes/$1" "FABRIC_LOGGING_SPEC=$log_level:orderer.common.cluster.step=error" \
        ORDERER_GENERAL_LISTENADDRESS=127.0.0.1 "ORDERER_GENERAL_LISTENPORT=$(port "$1" 0)" \
        ORDERER_GENERAL_LOCALMSPID=OrderingMSP "ORDERER_GENERAL_LOCALMSPDIR=$folder/msp" \
        ORDERER_GENERAL_BOOTSTRAPMETHOD=none ORDERER_CHANNELPARTICIPATION_ENABLED=true \
        ORDERER_GENERAL_TLS_ENABLED=true "ORDERER_GENERAL_TLS_PRIVATEKEY=$folder/tls/server.key" \
        "ORDERER_GENERAL_TLS_CERTIFICATE=$folder/tls/server.crt" "ORDERER_GENERAL_TLS_ROOTCAS=[$folder/tls/ca.crt]" \
        "ORDERER_GENERAL_CLUSTER_CLIENTPRIVATEKEY=$folder/tls/server.key" \
        "ORDERER_GENERAL_CLUSTER_CLIENTCERTIFICATE=$folder/tls/server.crt" \
        "ORDERER_GENERAL_CLUSTER_ROOTCAS=[$folder/tls/ca.crt]" \
        "ORDERER_ADMIN_LISTENADDRESS=127.0.0.1:$(port "$1" 1)" ORDERER_ADMIN_TLS_ENABLED=true \
        "ORDERER_ADMIN_TLS_PRIVATEKEY=$folder/tls/server.key" "ORDERER_ADMIN_TLS_CERTIFICATE=$folder/tls/server.crt" \
        ORDERER_ADMIN_TLS_CLIENTAUTHREQUIRED=true "ORDERER_ADMIN_TLS_CLIENTROOTCAS=[$folder/tls/ca.crt]" \
        "ORDERER_OPERATIONS_LISTENADDRESS=127.0.0.1:$(port "$1" 2)" \
        "ORDERER_FILELEDGER_LOCATION=$dir/nodes/$1/data/ledger" \
        "ORDERER_CONSENSUS_WALDIR=$dir/nodes/$1/data/wal" "ORDERER_CONSENSUS_SNAPDIR=$dir/nodes/$1/data/snapshots"
}

# What a peer and its organisation's command line share.
peer_settings() { # organization
    local tls
    tls=$dir/$(node_tls "$1" peer)
    peer_environment=(
        "FABRIC_CFG_PATH=$bin/../config" "FABRIC_LOGGING_SPEC=$log_level"
        "CORE_PEER_LOCALMSPID=$(msp_id "$1")" "CORE_PEER_ADDRESS=127.0.0.1:$(port "peer-$1" 0)"
        CORE_PEER_TLS_ENABLED=true "CORE_PEER_TLS_ROOTCERT_FILE=$tls/ca.crt"
        "CORE_PEER_TLS_CERT_FILE=$tls/server.crt" "CORE_PEER_TLS_KEY_FILE=$tls/server.key"
    )
}

write_peer() { # organization
    local node=peer-$1 address peer_environment
    peer_settings "$1"
    address=127.0.0.1:$(port "$node" 0)
    # Gossip at the pace of a network that is up for seconds.
    write_node "$node" "$(printf '%q' "$bin/peer") node start" "${peer_environment[@]}" \
        "CORE_PEER_ID=$node" "CORE_PEER_LISTENADDRESS=$address" \
        "CORE_PEER_CHAINCODELISTENADDRESS=127.0.0.1:$(port "$node" 1)" \
        "CORE_PEER_MSPCONFIGPATH=$dir/$(peers_folder "$1")/peers/peer.$1.$domain/msp" \
        "CORE_PEER_GOSSIP_BOOTSTRAP=$address" "CORE_PEER_GOSSIP_EXTERNALENDPOINT=$address" \
        CORE_PEER_GOSSIP_PUBLISHSTATEINFOINTERVAL=1s CORE_PEER_GOSSIP_REQUESTSTATEINFOINTERVAL=1s \
        CORE_PEER_GOSSIP_ALIVETIMEINTERVAL=1s CORE_PEER_GOSSIP_RECONNECTINTERVAL=2s \
        "CORE_PEER_FILESYSTEMPATH=$dir/nodes/$node/data" \
        "CORE_LEDGER_SNAPSHOTS_ROOTDIR=$dir/nodes/$node/data/snapshots" \
        "CORE_OPERATIONS_LISTENADDRESS=127.0.0.1:$(port "$node" 2)" \
        "CORE_CHAINCODE_EXTERNALBUILDERS=[{name: service, path: $here/builder}]"
}

write_contract() { # organization
    local tls
    tls=$dir/$(node_tls "$1" contract)
    write_node "contract-$1" "$(printf '%q' "$java") -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow org.fogward.ledger.chaincode.ContractServer" \
        "CLASSPATH=$class_path" "CHAINCODE_ID=$(<"packages/$1.id")" \
        "CHAINCODE_SERVER_ADDRESS=127.0.0.1:$(port "contract-$1" 0)" \
        "CHAINCODE_TLS_KEY=$tls/server.key" "CHAINCODE_TLS_CERT=$tls/server.crt" \
        "CHAINCODE_CLIENT_CA_CERT=$dir/$(node_tls "$1" peer)/ca.crt"
}

ready_port() { # node: where it answers once it serves
    case $1 in
        orderer*) port "$1" 1 ;;
        *) port "$1" 0 ;;
    esac
}

start_node() { # node
    [[ -x $dir/nodes/$1/run ]] || fail "there is no node $1 in $dir: $(node_names)"
    ! is_running "$1" || return 0
    setsid "$dir/nodes/$1/run" </dev/null >>"$dir/log/$1.log" 2>&1 9>&- &
    local pid=$!
    printf '%s %s\n' "$pid" "$(started_at "$pid")" >"$dir/nodes/$1/pid"
}

await_node() { # node
    local tries
    for ((tries = 0; tries < 600; tries++)); do
        listens "$(ready_port "$1")" && return
        is_running "$1" || break
        sleep 0.1
    done
    tail -n 5 "$dir/log/$1.log" >&2
    fail "$1 does not serve; see $dir/log/$1.log"
}

# Also called from a trap, where a bare return would give the status from before it.
stop_node() { # node, signal
    local pid start tries
    if is_running "$1"; then
        read -r pid start <"$dir/nodes/$1/pid"
        kill "-$2" "$pid" 2>/dev/null || true
        for ((tries = 0; tries < 100; tries++)); do
            is_running "$1" || break
            sleep 0.1
        done
        ! is_running "$1" || kill -KILL "$pid" 2>/dev/null || true
    fi
    rm -f "$dir/nodes/$1/pid"
}

node_names() {
    local folder names=()
    for folder in "$dir"/nodes/*/; do
        [[ ! -d $folder ]] || names+=("$(basename "$folder")")
    done
    printf '%s' "${names[*]}"
}
