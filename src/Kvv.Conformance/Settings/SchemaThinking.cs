namespace Kvv.Conformance.Settings;

/// <summary>In which thinking modes the schema cases are called.</summary>
public enum SchemaThinking
{
    /// <summary>In the mode that the profile's figures were taken in.</summary>
    Profile,

    /// <summary>With thinking.</summary>
    On,

    /// <summary>Without thinking.</summary>
    Off,

    /// <summary>In every mode that the model has.</summary>
    Both,
}
