/* How probable the pieces of a path are, among all paths through its gap, as posterior.py says; a part of _core.c. */

typedef struct { double *matched, *inserted, *other, *scale; } Sums;  /* other: `all` forward, `ended` backward */

static double weight(double exponent) { return exp(exponent); }

static int forward(const Pair *pair, const Strip *strip, Sums *sums)
{
    int columns = strip->m + 1, m = strip->m;
    double opening = exp(-pair->costs.open / 1000.0), eat = exp(-pair->costs.eat / 1000.0);
    double losing = exp(-pair->costs.lost / 1000.0);
    for (int i = 0; i <= strip->n; i++) {
        double base = i ? sums->scale[i - 1] : 0, eaten = 0, largest = 0;
        double *matched = sums->matched + (Py_ssize_t)i * columns, *inserted = sums->inserted + (Py_ssize_t)i * columns;
        double *all = sums->other + (Py_ssize_t)i * columns;
        if (took(pair->turn, (int64_t)columns * (4 + strip->reach[i]))) return -1;
        for (int j = 0; j < columns; j++) inserted[j] = 0;
        if (i) {
            const double *m0 = matched - columns, *i0 = inserted - columns;
            double w = exp(-strip->insert[i - 1] / 1000.0);
            for (int j = 0; j < columns; j++) inserted[j] += (m0[j] * opening + i0[j]) * w;
            for (int size = strip->reach[i]; size >= 1; size--) {
                int start = i - size;
                if (strip->longest[start] < size) continue;
                w = weight(sums->scale[start] - base - strip->jump[start * LONGEST_MENTION + size - 1] / 1000.0);
                m0 = sums->matched + (Py_ssize_t)start * columns;
                i0 = sums->inserted + (Py_ssize_t)start * columns;
                for (int j = 0; j < columns; j++) inserted[j] += (m0[j] * opening + i0[j]) * w;
            }
        }
        for (int j = 0; j < columns; j++) {
            double match = !i && !j ? 1.0 : 0.0;
            if (i && j) {
                Py_ssize_t at = (Py_ssize_t)(i - 1) * m + j - 1;
                for (int way = 0; strip->ways[at] >> way; way++) {
                    int copies, sources;
                    if (!(strip->ways[at] >> way & 1)) continue;
                    int64_t cost = way_cost(strip, at, way, &copies, &sources);
                    double w = cost || copies > 1 ? weight(sums->scale[i - copies] - base - cost / 1000.0) : 1.0;
                    match += sums->other[(Py_ssize_t)(i - copies) * columns + j - sources] * w;
                }
            }
            if (j) {
                double first = opening * (strip->lost[j - 1] ? losing : 1.0);
                eaten = (matched[j - 1] * first + inserted[j - 1] + eaten) * eat;
            }
            matched[j] = match;
            all[j] = match + inserted[j] + eaten;
            if (all[j] > largest) largest = all[j];
        }
        if (largest <= 0) largest = 1;
        sums->scale[i] = base + log(largest);
        for (int j = 0; j < columns; j++) { matched[j] /= largest; inserted[j] /= largest; all[j] /= largest; }
    }
    return 0;
}

static int backward(const Pair *pair, const Strip *strip, Sums *sums)
{
    int columns = strip->m + 1, m = strip->m, n = strip->n;
    double opening = exp(-pair->costs.open / 1000.0), eat = exp(-pair->costs.eat / 1000.0);
    double losing = exp(-pair->costs.lost / 1000.0);
    sums->scale[n + 1] = 0;
    for (int i = n; i >= 0; i--) {
        double base = sums->scale[i + 1], eaten = 0, largest = 0;
        double *matched = sums->matched + (Py_ssize_t)i * columns, *inserted = sums->inserted + (Py_ssize_t)i * columns;
        double *ended = sums->other + (Py_ssize_t)i * columns;
        if (took(pair->turn, (int64_t)columns * (4 + (i < n ? strip->longest[i] : 0)))) return -1;
        for (int j = 0; j < columns; j++) inserted[j] = 0;
        if (i < n) {
            double w = exp(-strip->insert[i] / 1000.0);
            for (int j = 0; j < columns; j++) inserted[j] += inserted[columns + j] * w;
            for (int size = 1; size <= strip->longest[i]; size++) {
                const double *row = sums->inserted + (Py_ssize_t)(i + size) * columns;
                w = weight(sums->scale[i + size] - base - strip->jump[i * LONGEST_MENTION + size - 1] / 1000.0);
                for (int j = 0; j < columns; j++) inserted[j] += row[j] * w;
            }
        }
        for (int j = m; j >= 0; j--) {
            double end = i == n && j == m ? 1.0 : 0.0;
            if (i < n && j < m) {
                for (int way = 0; way < (strip->is_joined ? 5 : 1); way++) {
                    int copies = way == 1 ? 2 : way == 2 ? 3 : 1, sources = way == 3 ? 2 : way == 4 ? 3 : 1;
                    if (i + copies > n || j + sources > m) continue;
                    Py_ssize_t at = (Py_ssize_t)(i + copies - 1) * m + j + sources - 1;
                    if (!(strip->ways[at] >> way & 1)) continue;
                    int64_t cost = way_cost(strip, at, way, &copies, &sources);
                    double w = cost || copies > 1 ? weight(sums->scale[i + copies] - base - cost / 1000.0) : 1.0;
                    end += sums->matched[(Py_ssize_t)(i + copies) * columns + j + sources] * w;
                }
            }
            double gone = j < m ? eaten * eat : 0, insert = inserted[j];
            ended[j] = end;
            double first = j < m && strip->lost[j] ? losing : 1.0;
            matched[j] = end + opening * (gone * first + insert);
            inserted[j] = end + gone + insert;
            eaten = end + gone;
            if (inserted[j] > largest) largest = inserted[j];
        }
        if (largest <= 0) largest = 1;
        sums->scale[i] = base + log(largest);
        for (int j = 0; j < columns; j++) { matched[j] /= largest; inserted[j] /= largest; ended[j] /= largest; }
    }
    return 0;
}

/* The logarithm of the weight of all ways to insert copy tokens [start, end). */
static double inserted_ways(const Strip *strip, int start, int end, double *ways)
{
    double scale = 0;
    memset(ways, 0, sizeof(double) * (end - start + 1));
    ways[0] = 1;
    for (int k = start; k < end; k++) {
        double here = ways[k - start];
        if (here <= 0) continue;
        if (here < 1e-200) {
            for (int q = k - start; q <= end - start; q++) ways[q] *= 1e200;
            scale -= log(1e200);
            here = ways[k - start];
        }
        ways[k - start + 1] += here * exp(-strip->insert[k] / 1000.0);
        for (int size = 1; size <= strip->longest[k] && k + size <= end; size++)
            ways[k - start + size] += here * exp(-strip->jump[k * LONGEST_MENTION + size - 1] / 1000.0);
    }
    return ways[end - start] > 0 ? log(ways[end - start]) + scale : -1e9;
}

static double share_of(double value, double exponent)
{
    if (value <= 0) return 0;
    double total = log(value) + exponent;
    return total >= 0 ? 1.0 : exp(total);
}
