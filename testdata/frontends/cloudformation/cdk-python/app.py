from aws_cdk import App
from shop.stack import ShopStack

app = App()
ShopStack(app, "Shop")
app.synth()
