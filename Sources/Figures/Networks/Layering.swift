// The nodes of a directed graph in ranks, so that most edges lead from one rank to the next (Sugiyama and others, 1981).

struct Layering {
    /// The nodes of each rank, in the order in which they stand.
    private(set) var ranks: [[Int]]
    /// The rank of each node.
    private(set) var rank: [Int]
    /// Which edges lead back to a node that comes before; a graph without cycles has none.
    private(set) var isBack: [Bool]

    /// - Parameter sourcesLate: whether nodes without input stand just before the first that needs them, and not all in
    ///   the first rank.
    init(nodes: Int, edges: [(from: Int, to: Int)], sourcesLate: Bool = false) {
        isBack = Layering.backEdges(nodes, edges)
        rank = Array(repeating: 0, count: nodes)
        let forward = zip(edges, isBack).filter { !$0.1 }.map(\.0)
        // The longest way from a source; at most as many rounds as there are nodes.
        for _ in 0..<max(1, nodes) {
            var hasChanged = false
            for edge in forward where rank[edge.to] < rank[edge.from] + 1 {
                rank[edge.to] = rank[edge.from] + 1
                hasChanged = true
            }
            if !hasChanged { break }
        }
        if sourcesLate {
            let isTarget = Set(forward.map(\.to))
            for node in 0..<nodes where !isTarget.contains(node) {
                var first = Int.max
                for edge in forward where edge.from == node { first = min(first, rank[edge.to]) }
                if first < Int.max { rank[node] = first - 1 }
            }
        }
        ranks = Array(repeating: [], count: (rank.max() ?? -1) + 1)
        for node in 0..<nodes { ranks[rank[node]].append(node) }
        for _ in 0..<4 { orderByNeighbours(forward) }
    }

    /// Edges to a node whose visit has begun and not ended.
    private static func backEdges(_ nodes: Int, _ edges: [(from: Int, to: Int)]) -> [Bool] {
        var outgoing = Array(repeating: [Int](), count: nodes)
        for (index, edge) in edges.enumerated() { outgoing[edge.from].append(index) }
        var isBack = Array(repeating: false, count: edges.count)
        var state = Array(repeating: 0, count: nodes)
        var next = Array(repeating: 0, count: nodes)
        for start in 0..<nodes where state[start] == 0 {
            var stack = [start]
            state[start] = 1
            while let node = stack.last {
                guard next[node] < outgoing[node].count else {
                    state[node] = 2
                    stack.removeLast()
                    continue
                }
                let edge = outgoing[node][next[node]]
                next[node] += 1
                let target = edges[edge].to
                if state[target] == 1 { isBack[edge] = true }
                if state[target] == 0 {
                    state[target] = 1
                    stack.append(target)
                }
            }
        }
        return isBack
    }

    /// Sorts each rank by the mean place of its neighbours, which removes most crossings.
    private mutating func orderByNeighbours(_ edges: [(from: Int, to: Int)]) {
        for index in ranks.indices.dropFirst() {
            var place: [Int: Double] = [:]
            for rank in ranks {
                for (position, node) in rank.enumerated() {
                    place[node] = Double(position) - Double(rank.count - 1) / 2
                }
            }
            let wanted = ranks[index].map { node -> Double in
                let sources = edges.filter { $0.to == node }.map { place[$0.from]! }
                return sources.isEmpty ? place[node]! : sources.reduce(0, +) / Double(sources.count)
            }
            ranks[index] = zip(ranks[index], wanted).enumerated()
                .sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }.map(\.element.0)
        }
    }
}
