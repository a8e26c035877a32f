// From the class name in a configuration to the type of a layer, wrappers and what is inside them included.

/// Finds the types that a configuration names.
struct LayerFinder<Scalar: TensorScalar> {
    /// Layers that are not the library's.
    let others: [any Layer<Scalar>.Type]

    /// Each wrapper around a layer of time takes an axis for itself, so more than these cannot be meant.
    private static var mostWrappers: Int { Shape.mostAxes }

    /// The type that `container` names; nil if there is no layer of that name.
    ///
    /// - Parameter container: `{"class_name": "LSTM", "config": {…}}`; a wrapper has such an entry under `layer` in its
    ///   `config`.
    func type(
        in container: KeyedDecodingContainer<ConfigurationKey>, inside wrappers: Int = 0
    ) throws -> (any Layer<Scalar>.Type)? {
        let name = try container.decode(String.self, forKey: .className)
        guard LayerRegistry<Scalar>.wrappers.contains(name) else {
            return LayerRegistry<Scalar>.layer(name, or: others)
        }
        if wrappers == Self.mostWrappers {
            throw ConfigurationError(
                "more than \(wrappers) layers stand one inside another, around a \(name)")
        }
        let inside = try container.nestedContainer(keyedBy: ConfigurationKey.self, forKey: .config)
            .nestedContainer(keyedBy: ConfigurationKey.self, forKey: .layer)
        guard let wrapped = try type(in: inside, inside: wrappers + 1) else {
            throw LayerRegistry<Scalar>.unknown(
                try inside.decode(String.self, forKey: .className), or: others)
        }
        return try LayerRegistry<Scalar>.wrapper(name, around: wrapped)
    }
}
