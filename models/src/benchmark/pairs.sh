#!/usr/bin/env bash
# Compares a step of ours with PyTorch's, pair by pair: one after the other on the same machine, the order changing from pair to
# pair, so that what else the machine does falls on both.
set -euo pipefail

usage() {
    cat <<'TEXT'
Usage: pairs.sh [options] mobilenet|motion train|predict

  --width A       channel multiplier (default 0.35 for mobilenet, 1 for motion)
  --pixels N      height and width of an image (default 96)
  --batch N       examples in a step (default 16)
  --threads N     of both sides, 1 to 4 (default 1)
  --pairs N       how many, at least 8 (default 8)
  --warmup S      seconds before measuring (default 10)
  --seconds S     seconds of measuring (default 10)
  --layout L      PyTorch's: channels_last (default) or contiguous

Prints for each pair the median wall time and the mean CPU time of a step in milliseconds, and how many times as long PyTorch
takes; at the end the medians. Environment: PYTHON (default /usr/bin/python3).
TEXT
}

fail() {
    printf 'pairs.sh: %s\n' "$1" >&2
    exit 2
}

here=$(cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -P -- "$here/../../.." && pwd)
python=${PYTHON:-/usr/bin/python3}
width='' pixels=96 batch=16 threads=1 pairs=8 warmup=10 seconds=10 layout=channels_last words=()

while (($#)); do
    case $1 in
        --help) usage; exit ;;
        --width | --pixels | --batch | --threads | --pairs | --warmup | --seconds | --layout)
            (($# > 1)) || fail "$1 needs a value"
            printf -v "${1#--}" '%s' "$2"
            shift 2
            ;;
        -*) fail "no option $1; --help lists them" ;;
        *) words+=("$1"); shift ;;
    esac
done
((${#words[@]} == 2)) || { usage >&2; exit 2; }
model=${words[0]} task=${words[1]}
[[ $model == mobilenet || $model == motion ]] || fail "'$model' is neither mobilenet nor motion"
[[ $task == train || $task == predict ]] || fail "'$task' is neither train nor predict"
[[ $pairs =~ ^[0-9]+$ ]] && ((pairs >= 8)) || fail '--pairs needs a number of 8 or more: fewer tell little'
if [[ -z $width ]]; then
    [[ $model == mobilenet ]] && width=0.35 || width=1
fi
"$python" -c 'import torch' 2>/dev/null || fail "$python has no torch (Debian: python3-torch)"

jdk=$("$root/fogward" --jdk)
class_path=$root/models/target/pairs.classpath
log=$root/models/target/pairs.log
(cd -- "$root" && mvn -B -q -pl models test-compile dependency:build-classpath -Dmdep.outputFile="$class_path") >&2
arguments=("$model" "$task" "$width" "$pixels" "$batch" "$threads" "$warmup" "$seconds")
export OMP_NUM_THREADS=$threads

torch() {
    "$python" "$here/torch_steps.py" "${arguments[@]}" --layout "$layout"
}

ours() {
    "$jdk/bin/java" -Xmx600m -XX:+UseSerialGC --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow \
        -cp "$root/models/target/test-classes:$root/models/target/classes:$(<"$class_path")" \
        org.fogward.models.benchmark.StepTimes "${arguments[@]}" 2>"$log" || { cat -- "$log" >&2; return 1; }
}

ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", a / b }'
}

# A column's middle number, or the mean of the two in the middle.
median() {
    printf '%s\n' "$@" | sort -g | awk '{ v[NR] = $1 } END { printf "%.3f", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

printf '%s %s, width %s, batch %s, threads %s' "$model" "$task" "$width" "$batch" "$threads"
[[ $model == mobilenet ]] && printf ', %s pixels' "$pixels"
printf ', PyTorch %s (%s)\n\n' "$("$python" -c 'import torch; print(torch.__version__)')" "$layout"
printf '%4s %12s %12s %8s %12s %12s %8s %6s\n' \
    pair 'torch wall' 'our wall' ratio 'torch CPU' 'our CPU' ratio load
torch_walls=() our_walls=() walls=() torch_cpus=() our_cpus=() cpus=()
for ((pair = 1; pair <= pairs; pair++)); do
    if ((pair % 2)); then
        theirs=$(torch)
        mine=$(ours)
    else
        mine=$(ours)
        theirs=$(torch)
    fi
    read -r torch_wall torch_cpu <<<"$theirs"
    read -r our_wall our_cpu <<<"$mine"
    torch_walls+=("$torch_wall") our_walls+=("$our_wall") torch_cpus+=("$torch_cpu") our_cpus+=("$our_cpu")
    walls+=("$(ratio "$torch_wall" "$our_wall")")
    cpus+=("$(ratio "$torch_cpu" "$our_cpu")")
    printf '%4s %12s %12s %8s %12s %12s %8s %6s\n' "$pair" "$torch_wall" "$our_wall" "${walls[-1]}" \
        "$torch_cpu" "$our_cpu" "${cpus[-1]}" "$(cut -d ' ' -f 1 /proc/loadavg)"
done
printf '%4s %12s %12s %8s %12s %12s %8s\n' 'all' "$(median "${torch_walls[@]}")" "$(median "${our_walls[@]}")" \
    "$(median "${walls[@]}")" "$(median "${torch_cpus[@]}")" "$(median "${our_cpus[@]}")" "$(median "${cpus[@]}")"
