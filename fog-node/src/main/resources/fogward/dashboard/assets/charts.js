import { byId, make, setChildren } from './elements.js';
import { bytes, count, loss, percent, seconds, several, shortLoss, wholePercent } from './format.js';
import { spoken, times, whole } from './traffic.js';

const MOST_GATEWAYS = 12;
const WIDE = 20;
const POINTS = ['circle', 'rectRot', 'triangle'];
const DASHES = [[], [6, 4], [2, 3]];
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const charts = {};

/** Makes the plots; Chart.js is loaded by then. */
export function prepare() {
  charts.accuracy = plot('accuracy-plot', 'line', ['Accuracy', 'Worst site', 'Balanced accuracy'], percent, wholePercent);
  charts.loss = plot('loss-plot', 'line', ['Evaluation', 'Training'], loss, shortLoss);
  charts.traffic = plot('traffic-plot', 'line', ['Sent', 'Received', 'Whole model'], bytes, bytesOnAxis);
  charts.bytes = plot('bytes-plot', 'bar', ['Sent', 'Received'], bytes, bytes);
  dark.addEventListener('change', repaint);
  calm.addEventListener('change', repaint);
  repaint();
}

function plot(id, type, names, format, onAxis) {
  const across = type === 'bar';
  const values = { beginAtZero: across, border: { display: false }, ticks: { callback: onAxis, maxTicksLimit: 6 } };
  const labels = { grid: { display: false }, ticks: { maxRotation: 0, autoSkip: !across, autoSkipPadding: 14 } };
  return new window.Chart(byId(id), {
    type,
    data: { labels: [], datasets: names.map((label, index) => series(label, index, across)) },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: across ? 'y' : 'x',
      interaction: { mode: 'index', intersect: false, axis: across ? 'y' : 'x' },
      scales: across ? { x: { ...values, stacked: true }, y: { ...labels, stacked: true } } : { x: labels, y: values },
      plugins: {
        legend: { position: 'bottom', labels: { usePointStyle: true, boxHeight: 7, padding: 14, filter: hasSomething } },
        tooltip: { usePointStyle: true, callbacks: { label: (item) => ` ${item.dataset.label}: ${format(item.raw)}${named(item)}` } },
      },
    },
  });
}

/** Not every federation knows its sites; the legend does not promise what no round has. */
function hasSomething({ datasetIndex }, { datasets }) {
  return datasets[datasetIndex].label !== 'Worst site' || datasets[datasetIndex].data.some((value) => value !== null);
}

const named = ({ dataset, dataIndex }) => (dataset.sites?.[dataIndex] ? ` (${dataset.sites[dataIndex]})` : '');

/** Series differ in dash and point as well as in colour. */
function series(label, index, across) {
  const line = { borderWidth: 2, cubicInterpolationMode: 'monotone', pointRadius: 2.5, pointHoverRadius: 5, clip: 8, spanGaps: true };
  return {
    label,
    data: [],
    pointStyle: POINTS[index],
    ...(across ? { borderRadius: 3, maxBarThickness: 16 } : { ...line, borderDash: DASHES[index] }),
  };
}

function repaint() {
  for (const chart of Object.values(charts)) {
    chart.data.datasets.forEach((set, index) => {
      set.borderColor = set.backgroundColor = set.pointBackgroundColor = colour(`--series-${index + 1}`);
    });
    for (const axis of Object.values(chart.options.scales)) {
      axis.ticks.color = colour('--muted');
      axis.grid = { ...axis.grid, color: colour('--grid') };
    }
    chart.options.plugins.legend.labels.color = colour('--ink');
    chart.options.font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
    chart.options.animation = calm.matches ? false : { duration: 350 };
    chart.update('none');
  }
}

/** Draws the rounds and the gateways, and says the same in words. */
export function show(view) {
  const { rounds } = view;
  const labels = rounds.map((round) => round.round);
  charts.accuracy.data.datasets[1].sites = rounds.map((round) => round.worstSite?.site);
  draw(charts.accuracy, labels, rounds.map((round) => round.accuracy), rounds.map((round) => round.worstSite?.accuracy ?? null),
    rounds.map((round) => round.balancedAccuracy));
  draw(charts.loss, labels, rounds.map((round) => round.loss), rounds.map((round) => round.trainLoss));
  describe('accuracy-plot', 'Accuracy by round', rounds, (round) => round.accuracy, percent, worst(rounds));
  describe('loss-plot', 'Training loss by round', rounds, (round) => round.trainLoss, loss);
  showTraffic(rounds, labels, view.plan);
  showBytes(view.gateways);
  byId('plots').hidden = byId('rounds-details').hidden = rounds.length === 0;
  byId('no-rounds').hidden = rounds.length > 0;
  setChildren(byId('rounds').tBodies[0], ...rounds.toReversed().map((round) => row(round, view.plan)));
}

function draw(chart, labels, ...data) {
  const shown = JSON.stringify([chart.data.labels, ...chart.data.datasets.map((set) => set.data)]);
  if (shown === JSON.stringify([labels, ...data])) return;
  chart.data.labels = labels;
  data.forEach((values, index) => { chart.data.datasets[index].data = values; });
  chart.update();
}

/** A first round with the whole model must not press the thrifty ones after it flat. */
function showTraffic(rounds, labels, plan) {
  const up = rounds.map((round) => round.bytesUp);
  const down = rounds.map((round) => round.bytesDown);
  const all = [...up, ...down, whole(plan)];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const wide = least > 0 && most > WIDE * least;
  const axis = charts.traffic.options.scales.y;
  axis.type = wide ? 'logarithmic' : 'linear';
  axis.beginAtZero = !wide;
  axis.min = wide ? 10 ** Math.floor(Math.log10(least)) : undefined;
  axis.max = wide ? 10 ** Math.ceil(Math.log10(most)) : undefined;
  draw(charts.traffic, labels, up, down, rounds.map(() => whole(plan)));
  byId('traffic-plot').setAttribute('aria-label', spoken(rounds, plan));
}

/** On a logarithmic axis only powers of ten are marked; it has more ticks than labels would fit. */
function bytesOnAxis(value) {
  const power = Math.log10(value);
  return this.type === 'linear' || Math.abs(power - Math.round(power)) < 1e-6 ? bytes(value) : null;
}

function showBytes(gateways) {
  const most = gateways.toSorted((a, b) => b.bytesUp + b.bytesDown - a.bytesUp - a.bytesDown).slice(0, MOST_GATEWAYS);
  draw(charts.bytes, most.map((g) => g.gateway), most.map((g) => g.bytesUp), most.map((g) => g.bytesDown));
  const said = most.slice(0, 3).map((g) => `${g.gateway} sent ${bytes(g.bytesUp)}, received ${bytes(g.bytesDown)}`);
  const rest = gateways.length > said.length ? '; the table of gateways has the rest' : '';
  byId('bytes-plot').setAttribute('aria-label', said.length === 0 ? 'No gateway has sent anything yet' : `Bytes by gateway: ${said.join('; ')}${rest}`);
}

function worst(rounds) {
  const known = rounds.findLast((round) => round.worstSite);
  return known ? ` At the worst site, ${known.worstSite.site}, ${percent(known.worstSite.accuracy)} after round ${known.round}.` : '';
}

function describe(id, title, rounds, value, format, more = '') {
  const known = rounds.filter((round) => value(round) !== null);
  const text = known.length === 0
    ? 'No round is finished yet'
    : `${title}: ${format(value(known[0]))} after round ${known[0].round}, ${format(value(known.at(-1)))} after round ${known.at(-1).round}.${more} All values are in the table of rounds.`;
  byId(id).setAttribute('aria-label', text);
}

function row(round, plan) {
  const cells = [
    percent(round.balancedAccuracy), loss(round.loss), loss(round.trainLoss),
    count(round.accepted), count(round.refused), seconds(round.seconds),
    bytes(round.bytesUp), bytes(round.bytesDown), times(round, plan) || '–',
  ];
  return make('tr', {}, make('th', { scope: 'row', class: 'number' }, count(round.round)),
    make('td', { class: 'number' }, percent(round.accuracy)), site(round.worstSite),
    ...cells.map((text) => make('td', { class: 'number' }, text)));
}

function site(worst) {
  if (!worst) return make('td', { class: 'number' }, '–');
  const samples = several(worst.samples, 'sample');
  return make('td', { class: 'number', title: `${worst.site}: ${samples}` }, percent(worst.accuracy), make('span', { class: 'detail' }, worst.site));
}
